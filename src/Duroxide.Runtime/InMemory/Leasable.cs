namespace Duroxide.Runtime.InMemory;

/// <summary>What can be leased, one holder at a time: an instance or an activity.</summary>
/// <param name="key">Its number, never used again.</param>
/// <param name="since">When it came, which is its place among those that wait.</param>
abstract class Leasable(long key, Timestamp since)
{
    readonly Timestamp queued = since;
    long fence;
    bool isLeased;
    Timestamp leasedUntil;
    Timestamp hiddenUntil = since;

    public long Key { get; } = key;

    /// <summary>How often it was taken without success.</summary>
    public int Attempt { get; private set; }

    /// <summary>When it came.</summary>
    public Timestamp Queued => queued;

    /// <summary>Why it was taken aside; null when it was not.</summary>
    public ParkedItem? Parked { get; private set; }

    /// <summary>Whether it waits for somebody to put it back.</summary>
    protected virtual bool IsAside => Parked is not null;

    /// <summary>When nobody holds it and nothing hides it any more; null while it is aside.</summary>
    public Timestamp? FreeAt => IsAside ? null : Timestamp.Later(leasedUntil, hiddenUntil);

    /// <summary>Whether a lease holds: also one that has run out, until somebody else gets the next one.</summary>
    public bool IsHeld(Lease lease) => isLeased && lease == new Lease(Key, fence);

    /// <summary>Whether somebody holds it, or held it last and gave nothing back.</summary>
    public bool IsLeased => isLeased;

    /// <summary>Whether somebody holds it, and the lease has not run out.</summary>
    public bool IsLeasedAt(Timestamp now) => isLeased && leasedUntil > now;

    public Lease Take(Timestamp now, TimeSpan duration)
    {
        fence++;
        isLeased = true;
        Attempt++;
        leasedUntil = now.Plus(duration);
        return new(Key, fence);
    }

    public void Extend(Timestamp now, TimeSpan duration) => leasedUntil = now.Plus(duration);

    /// <summary>Ends the lease after a success, so that attempts count from zero again.</summary>
    public void Finish()
    {
        Attempt = 0;
        isLeased = false;
        leasedUntil = default;
        hiddenUntil = queued;
    }

    /// <summary>Ends the lease without success; without a delay it goes back to its old place.</summary>
    public void GiveBack(Timestamp now, TimeSpan delay, bool countAttempt)
    {
        Attempt = countAttempt ? Attempt : Math.Max(0, Attempt - 1);
        isLeased = false;
        leasedUntil = default;
        hiddenUntil = delay > TimeSpan.Zero ? now.Plus(delay) : queued;
    }

    /// <summary>Forgets the attempt of a holder that lost its lease and lived; that of the present holder stays counted.</summary>
    public void ForgetAttempt() => Attempt = Math.Max(isLeased ? 1 : 0, Attempt - 1);

    public void Park(ParkedItem item)
    {
        Parked = item;
        Finish();
    }

    public void Unpark() => Parked = null;
}

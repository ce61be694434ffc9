namespace Duroxide.Runtime.InMemory;

/// <summary>What can be leased, one holder at a time: an instance or an activity.</summary>
/// <param name="key">Its number, never used again.</param>
/// <param name="since">When it came, which is its place among those that wait.</param>
abstract class Leasable(long key, Timestamp since)
{
    readonly Timestamp queued = since;
    long fence;
    Timestamp leasedUntil;
    Timestamp hiddenUntil = since;

    public long Key { get; } = key;

    /// <summary>How often it was taken without success.</summary>
    public int Attempt { get; private set; }

    /// <summary>Why it was taken aside; null when it was not.</summary>
    public ParkedItem? Parked { get; private set; }

    /// <summary>When nobody holds it and nothing hides it any more; null while it is parked.</summary>
    public Timestamp? FreeAt => Parked is null ? Timestamp.Later(leasedUntil, hiddenUntil) : null;

    public bool IsHeld(Lease lease, Timestamp now) => lease == new Lease(Key, fence) && leasedUntil > now;

    public Lease Take(Timestamp now, TimeSpan duration)
    {
        fence++;
        Attempt++;
        leasedUntil = now.Plus(duration);
        return new(Key, fence);
    }

    public void Extend(Timestamp now, TimeSpan duration) => leasedUntil = now.Plus(duration);

    /// <summary>Ends the lease after a success, so that attempts count from zero again.</summary>
    public void Finish()
    {
        Attempt = 0;
        leasedUntil = default;
        hiddenUntil = queued;
    }

    /// <summary>Ends the lease without success; without a delay it goes back to its old place.</summary>
    public void GiveBack(Timestamp now, TimeSpan delay, bool countAttempt)
    {
        Attempt = countAttempt ? Attempt : Math.Max(0, Attempt - 1);
        leasedUntil = default;
        hiddenUntil = delay > TimeSpan.Zero ? now.Plus(delay) : queued;
    }

    public void Park(ParkedItem item)
    {
        Parked = item;
        Finish();
    }

    public void Unpark() => Parked = null;
}

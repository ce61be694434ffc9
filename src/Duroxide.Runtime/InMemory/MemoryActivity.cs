namespace Duroxide.Runtime.InMemory;

/// <summary>An activity that waits for a worker, or is leased to one.</summary>
sealed class MemoryActivity : Leasable
{
    readonly Lease? first;

    public MemoryActivity(long key, MemoryInstance instance, ExecutionId execution, NewActivity work, Timestamp now)
        : base(key, now)
    {
        Instance = instance;
        Execution = execution;
        Id = work.Id;
        Payload = work.Payload.ToArray();
        Session = work.Session;
        Tag = work.Tag;
        OnExpiry = work.OnExpiry.ToArray();
        ExpiresAt = work.TimeToLive is { } time ? now.Plus(time) : null;
        first = work.Take is { } duration ? Take(now, duration) : null;
    }

    public MemoryInstance Instance { get; }

    public ExecutionId Execution { get; }

    public EventId Id { get; }

    public ReadOnlyMemory<byte> Payload { get; }

    public string? Session { get; }

    public string? Tag { get; }

    public ReadOnlyMemory<byte> OnExpiry { get; }

    /// <summary>When it is given up unless a worker takes it before; null for never.</summary>
    public Timestamp? ExpiresAt { get; private set; }

    /// <summary>The lease with which it was written, while that stands; null when it was queued, or is another's.</summary>
    public Lease? TakenAtFirst => first is { } lease && IsHeld(lease) ? lease : null;

    /// <summary>Ends its time to live: somebody may have begun it.</summary>
    public void StopGrowingOld() => ExpiresAt = null;

    /// <summary>Lets its time to live continue. What came meanwhile has its time already, and none may come after it with an earlier one.</summary>
    public void GrowOld(Timestamp now) => ExpiresAt = ExpiresAt is { } then ? Timestamp.Later(then, now) : null;
}

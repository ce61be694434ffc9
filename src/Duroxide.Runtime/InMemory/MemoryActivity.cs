namespace Duroxide.Runtime.InMemory;

/// <summary>An activity that waits for a worker, or is leased to one.</summary>
sealed class MemoryActivity(long key, MemoryInstance instance, ExecutionId execution, NewActivity work, Timestamp now)
    : Leasable(key, now)
{
    public MemoryInstance Instance { get; } = instance;

    public ExecutionId Execution { get; } = execution;

    public EventId Id { get; } = work.Id;

    public ReadOnlyMemory<byte> Payload { get; } = work.Payload.ToArray();

    public string? Session { get; } = work.Session;

    public string? Tag { get; } = work.Tag;

    public ReadOnlyMemory<byte> OnExpiry { get; } = work.OnExpiry.ToArray();

    /// <summary>When it is given up unless a worker takes it before; null for never.</summary>
    public Timestamp? ExpiresAt { get; private set; } = work.TimeToLive is { } time ? now.Plus(time) : null;

    /// <summary>Ends its time to live: somebody may have begun it.</summary>
    public void StopGrowingOld() => ExpiresAt = null;

    /// <summary>Lets its time to live continue. What came meanwhile has its time already, and none may come after it with an earlier one.</summary>
    public void GrowOld(Timestamp now) => ExpiresAt = ExpiresAt is { } then ? Timestamp.Later(then, now) : null;
}

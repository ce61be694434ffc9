namespace Duroxide.Runtime.InMemory;

/// <summary>The events that one commit added, with the lease that it was made under.</summary>
sealed record MemoryBatch(Lease Lease, EventId First, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether it is what a commit would write.</summary>
    public bool Holds(TurnCommit turn, Lease lease) =>
        Lease == lease && turn.Events is { } events && Payload.Span.SequenceEqual(events.Payload.Span);
}

namespace Duroxide.Providers;

/// <summary>What gives the right to write a turn.</summary>
public partial record TurnRight
{
    TurnRight() { }

    /// <summary>A lease of an instance is a right by itself.</summary>
    public static implicit operator TurnRight(Lease lease) => new Leased(lease);

    /// <summary>The lease of the instance, under which its messages were fetched.</summary>
    /// <param name="Lease">The lease.</param>
    public sealed record Leased(Lease Lease) : TurnRight;

    /// <summary>The leases of activities whose answers the turn takes, while the instance has nothing else to react to.</summary>
    /// <remarks>
    /// It holds when each lease is held, and the instance stands where the turn began: the same execution and last event,
    /// nobody has leased it, nothing waits for it, no message of its is held, and it is neither parked nor put off. Then
    /// the turn and the removal of the activities are one. Otherwise the answers are enqueued in the very same
    /// transaction, as <see cref="IActivityQueue.CompleteActivitiesAsync"/> does it.
    /// </remarks>
    /// <param name="Instance">The store's number of the instance.</param>
    /// <param name="After">The event after which the turn began.</param>
    /// <param name="Completions">The activities with their answers, at least one; under the fence of the first the events are stored.</param>
    public sealed record Answering(long Instance, EventId After, ValueList<ActivityCompletion> Completions) : TurnRight;

    /// <summary>The start itself: the instance and its first turn are one, unless its id exists.</summary>
    /// <remarks>Who asks again about a start of his own, which is known by its header, is answered as the first time.</remarks>
    /// <param name="Instance">The instance, whose first execution the turn belongs to.</param>
    /// <param name="Time">When it was asked to start: <see cref="IProvider.Now"/> before its turn.</param>
    public sealed record Starting(NewInstance Instance, Timestamp Time) : TurnRight;
}

namespace Duroxide;

/// <summary>What a store holds, counted.</summary>
/// <param name="Instances">All instances.</param>
/// <param name="Running">Those that have not ended.</param>
/// <param name="Completed">Those that returned.</param>
/// <param name="Failed">Those that failed or were cancelled.</param>
/// <param name="Executions">All executions.</param>
/// <param name="Events">All events of all histories.</param>
/// <param name="Messages">Messages visible and not leased, and what callers have committed and no node has taken in.</param>
/// <param name="Activities">Activities visible and not leased.</param>
/// <param name="Timers">Timers that are not due.</param>
/// <param name="Parked">Items set aside because they could not be processed.</param>
public sealed record StoreMetrics(
    long Instances,
    long Running,
    long Completed,
    long Failed,
    long Executions,
    long Events,
    long Messages,
    long Activities,
    long Timers,
    long Parked
)
{
    /// <summary>Running instances of which no turn is taken until somebody resumes them.</summary>
    public long Suspended { get; init; }

    /// <summary>Instances that are ready for a turn.</summary>
    public long Ready { get; init; }

    /// <summary>Instances whose turn a node has now.</summary>
    public long LeasedTurns { get; init; }

    /// <summary>Activities that a worker has now.</summary>
    public long LeasedActivities { get; init; }

    /// <summary>Messages set aside because their instances have no room for them.</summary>
    public long HeldMessages { get; init; }

    /// <summary>For how long the instance that waits longest has been ready, by the store's clock; null when none is.</summary>
    public TimeSpan? OldestReady { get; init; }

    /// <summary>How old the oldest message, or timer that is due, is that nobody has taken; null when there is none.</summary>
    public TimeSpan? OldestMessage { get; init; }

    /// <summary>How long ago the oldest activity was queued that is ready for a worker; null when none is.</summary>
    public TimeSpan? OldestActivity { get; init; }
}

namespace Duroxide;

/// <summary>What a store holds, counted.</summary>
/// <param name="Instances">All instances.</param>
/// <param name="Running">Those that have not ended.</param>
/// <param name="Completed">Those that returned.</param>
/// <param name="Failed">Those that failed or were cancelled.</param>
/// <param name="Executions">All executions.</param>
/// <param name="Events">All events of all histories.</param>
/// <param name="Messages">Messages visible and not leased.</param>
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
);

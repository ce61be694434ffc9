using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>How far an execution is.</summary>
public enum ExecutionStatus
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It failed or was cancelled.</summary>
    Failed,

    /// <summary>It ended, and the instance goes on in the next execution.</summary>
    ContinuedAsNew,
}

/// <summary>The row of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Version">The version that the current execution runs; null before its first turn.</param>
/// <param name="Execution">The current execution.</param>
/// <param name="Status">The status of the current execution.</param>
/// <param name="Revision">A number above 0 that rises whenever the row or a value changes, and from an instance to a later one with its id.</param>
public sealed record InstanceRecord(
    InstanceId Instance,
    string Name,
    SemanticVersion? Version,
    ExecutionId Execution,
    ExecutionStatus Status,
    long Revision
)
{
    /// <summary>The encoded ending; null while the execution goes on.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>The custom status; null for none.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>How many commits changed the custom status.</summary>
    public long CustomStatusVersion { get; init; }

    /// <summary>The parent; null for a root.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>When the instance was created.</summary>
    public Timestamp Created { get; init; }

    /// <summary>When the row last changed.</summary>
    public Timestamp Updated { get; init; }

    /// <summary>Why the instance is parked; null when it is not.</summary>
    public string? Parked { get; init; }
}

/// <summary>The row of an execution.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Status">Its status.</param>
/// <param name="Started">When it was asked to start.</param>
/// <param name="Ended">When it ended; null while it goes on.</param>
/// <param name="Events">How many events its history has.</param>
public sealed record ExecutionRecord(
    ExecutionId Execution,
    ExecutionStatus Status,
    Timestamp Started,
    Timestamp? Ended,
    long Events
)
{
    /// <summary>The version that it runs; null before its first turn.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The encoded ending; null while it goes on.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }
}

/// <summary>Which instances are listed.</summary>
public sealed record InstanceQuery
{
    /// <summary>Only instances whose current execution has this status; null for all. An instance that continued as new counts as running.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>Only instances of this orchestration; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only instances that ended before this time, cut off to whole milliseconds; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Only roots.</summary>
    public bool RootsOnly { get; init; }

    /// <summary>Whether the instances created first come first; by default they come last.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>The last instance of the page before, which must still be there; null for the first page.</summary>
    public InstanceId? After { get; init; }

    /// <summary>The most rows to return. Default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1000;
}

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
/// <param name="Parked">Items taken aside.</param>
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

/// <summary>What a deletion removed.</summary>
/// <param name="Instances">Instances, or for a pruning the instances looked at.</param>
/// <param name="Executions">Executions.</param>
/// <param name="Events">Events.</param>
/// <param name="Messages">Queued messages, timers and activities.</param>
public sealed record Deleted(long Instances, long Executions, long Events, long Messages)
{
    /// <summary>Whether a limit ended the deletion, so that the same call may find more.</summary>
    public bool HasMore { get; init; }
}

/// <summary>Which executions are pruned: those that meet every condition given, never the current one.</summary>
public sealed record PruneOptions
{
    /// <summary>Keep this many of the youngest, the current one included; null, 0 and 1 all keep only the current one.</summary>
    public int? KeepLast { get; init; }

    /// <summary>Only executions that ended before this time, cut off to whole milliseconds; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }
}

/// <summary>Something taken aside because it could not be processed.</summary>
/// <param name="Id">The store's number of it, for its release.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Instance">The instance it belongs to.</param>
/// <param name="Reason">Why it was parked.</param>
/// <param name="Time">When.</param>
public sealed record ParkedItem(long Id, ParkedKind Kind, InstanceId Instance, string Reason, DateTimeOffset Time);

/// <summary>What kind of thing was parked.</summary>
public enum ParkedKind
{
    /// <summary>A whole instance, whose history cannot be read.</summary>
    Instance,

    /// <summary>A message that cannot be read.</summary>
    Message,

    /// <summary>An activity that cannot be read.</summary>
    Activity,
}

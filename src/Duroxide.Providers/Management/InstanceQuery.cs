namespace Duroxide;

/// <summary>Which instances are listed.</summary>
public sealed record InstanceQuery
{
    /// <summary>Only instances whose current execution has this status; null for all. An instance that continued as new counts as running.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>Only instances of this orchestration; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only instances that ended before this time, cut off to whole milliseconds; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Whether only instances without a parent are listed. Default false.</summary>
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

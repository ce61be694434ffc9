namespace Duroxide;

/// <summary>Which instances are listed or counted: those that meet every condition. Times are cut off to whole milliseconds.</summary>
public sealed record InstanceQuery
{
    /// <summary>Only instances whose current execution has this status; null for all. An instance that continued as new counts as running.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>Only instances of this orchestration; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only instances whose current execution runs this version; null for all.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>Only instances created at this time or later; null for all.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only instances created before this time; null for all.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Only instances whose row last changed at this time or later; null for all.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>Only instances whose row last changed before this time; null for all.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>Only instances that ended before this time; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Only the direct children of this instance; null for all.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>Whether only instances without a parent are listed. Default false.</summary>
    public bool RootsOnly { get; init; }

    /// <summary>Only instances whose id begins with this text; null for all. Found at once where they are listed by id.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Only instances that have all these tags, each with this value. Default: none are asked for.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>Only instances that are parked, or only those that are not; null for all.</summary>
    public bool? IsParked { get; init; }

    /// <summary>The order. Default: those created last come first.</summary>
    public InstanceOrder Order { get; init; }

    /// <summary>The <see cref="Page{T}.Next"/> of the page before, in the same order; null for the first page. The instances of that page need not be there any more.</summary>
    public string? After { get; init; }

    /// <summary>The most rows to return. Default 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Limit));
            field = value;
        }
    } = 1000;
}

namespace Duroxide;

/// <summary>Which instances are deleted: roots that meet every condition given, ended ones unless it says otherwise, of which there must be one.</summary>
public sealed record DeleteQuery
{
    /// <summary>Only these instances; null for all, and empty for none.</summary>
    public ValueList<InstanceId>? Instances { get; init; }

    /// <summary>Only instances of this orchestration; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Only instances that ended before this time, cut off to whole milliseconds; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Whether roots that run go too, of the conditions given; one of which a child runs stays all the same. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>The most instances to delete in one call, children not counted. Default 1,000.</summary>
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

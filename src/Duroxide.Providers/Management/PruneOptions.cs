namespace Duroxide;

/// <summary>Which executions are pruned: those that meet every condition given, never the current one.</summary>
public sealed record PruneOptions
{
    /// <summary>Keep this many of the youngest, the current one included; null, 0 and 1 all keep only the current one.</summary>
    public int? KeepLast { get; init; }

    /// <summary>Only executions that ended before this time, cut off to whole milliseconds; null for all.</summary>
    public DateTimeOffset? EndedBefore { get; init; }
}

namespace Duroxide;

/// <summary>What a deletion removed.</summary>
/// <param name="Instances">Instances, or for a pruning the instances looked at.</param>
/// <param name="Executions">Executions.</param>
/// <param name="Events">Events.</param>
/// <param name="Messages">Queued messages, timers and activities.</param>
public sealed record Deleted(long Instances, long Executions, long Events, long Messages)
{
    /// <summary>How many roots had to stay, because they, or a child, run.</summary>
    public long Kept { get; init; }

    /// <summary>Where a pruning is to go on: what the next query has as <see cref="InstanceQuery.After"/>; null for a deletion.</summary>
    public string? After { get; init; }

    /// <summary>Whether a limit ended the deletion, so that the same call may find more.</summary>
    public bool HasMore { get; init; }
}

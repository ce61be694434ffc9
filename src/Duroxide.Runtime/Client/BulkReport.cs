namespace Duroxide;

/// <summary>What a call did with many instances.</summary>
/// <param name="Changed">How many it changed.</param>
/// <param name="Left">How many of those it looked at it left as they were, for they were so already, have ended or are gone.</param>
public sealed record BulkReport(long Changed, long Left)
{
    /// <summary>Where to go on: what the next query has as <see cref="InstanceQuery.After"/>; null when there is nothing more. A call that is under way has that of its own query.</summary>
    public string? After { get; init; }

    /// <summary>Whether there may be more.</summary>
    public bool HasMore => After is not null;
}

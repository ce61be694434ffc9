namespace Duroxide.Providers;

/// <summary>How activities are fetched.</summary>
/// <param name="Max">The most activities to lease.</param>
/// <param name="Lease">How long the leases last.</param>
/// <param name="Wait">How long to wait for the first one.</param>
/// <param name="Tags">Which tags this worker serves.</param>
public sealed record ActivityFetch(int Max, TimeSpan Lease, TimeSpan Wait, TagFilter Tags)
{
    /// <summary>In whose name sessions are held or claimed; null leaves all activities of sessions alone.</summary>
    public SessionClaim? Sessions { get; init; }
}

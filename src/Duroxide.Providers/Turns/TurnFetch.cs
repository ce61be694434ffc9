namespace Duroxide.Providers;

/// <summary>How turns are fetched.</summary>
/// <param name="Max">The most instances to lease.</param>
/// <param name="Lease">How long the leases last.</param>
/// <param name="Wait">How long to wait for the first one.</param>
public sealed record TurnFetch(int Max, TimeSpan Lease, TimeSpan Wait)
{
    /// <summary>The framework versions whose executions can be replayed; null for any, empty for none. An execution without a pin fits always.</summary>
    public ValueList<VersionRange>? Capabilities { get; init; }

    /// <summary>The most messages of one instance; those behind them wait for its next turn. Default 1,000.</summary>
    public int MaxMessages { get; init; } = 1000;

    /// <summary>The most bytes of starts and messages that one fetch brings; what is beyond them waits for the next fetch, or the next turn. Default 64 MiB.</summary>
    /// <remarks>A first message that is longer than what is left comes all the same, so that every turn has something to do.</remarks>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;
}

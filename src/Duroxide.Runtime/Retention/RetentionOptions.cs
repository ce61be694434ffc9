namespace Duroxide;

/// <summary>What a runtime deletes by itself.</summary>
public sealed record RetentionOptions
{
    /// <summary>What is kept of orchestrations that have no policy of their own, taken together. Default: everything.</summary>
    public RetentionPolicy Default { get; init; } = new();

    /// <summary>What is kept of single orchestrations, by name, in place of <see cref="Default"/>; it may well be everything. Default: none.</summary>
    public IReadOnlyDictionary<string, RetentionPolicy> Orchestrations { get; init; } =
        new Dictionary<string, RetentionPolicy>();

    /// <summary>How often it is looked what may go; one node of a store does it. Default 10 min.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(10);

    internal IEnumerable<(string? Name, RetentionPolicy Policy)> Policies =>
        Orchestrations.Select(one => ((string?)one.Key, one.Value)).Append((null, Default));
}

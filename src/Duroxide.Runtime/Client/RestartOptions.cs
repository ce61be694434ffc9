namespace Duroxide;

/// <summary>How an instance is restarted.</summary>
public sealed record RestartOptions
{
    /// <summary>The version that the new execution runs; null for the one that the registry's policy names, as at a start.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The execution that is to be followed, so that a second call cannot restart it once more; null for the current one.</summary>
    public ExecutionId? After { get; init; }
}

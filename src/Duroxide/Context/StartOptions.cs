namespace Duroxide;

/// <summary>How an independent orchestration, or the next execution of this one, is started.</summary>
public sealed record StartOptions
{
    /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
    public SemanticVersion? Version { get; init; }
}

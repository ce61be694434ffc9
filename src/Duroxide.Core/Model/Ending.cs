namespace Duroxide.Core;

/// <summary>How an execution ends: once, and as its last event.</summary>
public partial record Ending
{
    Ending() { }

    /// <summary>The orchestration returned.</summary>
    /// <param name="Output">The encoded result.</param>
    public sealed record Completed(string Output) : Ending;

    /// <summary>The orchestration failed or was cancelled.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(Failure Failure) : Ending;

    /// <summary>The instance continues with an empty history.</summary>
    /// <param name="Input">The encoded input of the next execution.</param>
    /// <param name="Version">The version of the next execution; null for the one that the registry's policy names.</param>
    public sealed record ContinuedAsNew(string Input, SemanticVersion? Version) : Ending;
}

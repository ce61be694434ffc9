namespace Duroxide.Testing;

/// <summary>What the code in hand makes of a recorded execution.</summary>
public partial record Verdict
{
    Verdict() { }

    /// <summary>The code asks for what history says it asked for.</summary>
    public sealed record Same : Verdict;

    /// <summary>The code departs from history.</summary>
    /// <param name="Divergence">Where, and how.</param>
    public sealed record Diverged(Divergence Divergence) : Verdict
    {
        /// <summary>What history has beside what the code asks for, as a table.</summary>
        public string Table => DivergenceTable.Of(Divergence);
    }

    /// <summary>The code in hand has no such orchestration, or not in the version that was recorded.</summary>
    /// <param name="Orchestration">The orchestration's name.</param>
    /// <param name="Version">Its version.</param>
    public sealed record Unregistered(string Orchestration, SemanticVersion? Version) : Verdict;

    /// <summary>The recording says nothing about the code in hand.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record NotApplicable(string Reason) : Verdict;
}

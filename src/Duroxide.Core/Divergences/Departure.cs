namespace Duroxide.Core;

/// <summary>The spot where the code departs from history, and what the code then asks for there.</summary>
/// <param name="next">The event of history that was not met.</param>
/// <param name="asked">What the code asked for instead; null when it blocked.</param>
/// <param name="isEnding">Whether the code was ending, so that nothing it asks for after it counts.</param>
sealed class Departure(HistoryEvent next, Fact? asked, bool isEnding)
{
    readonly List<Fact> askedAfter = [];

    /// <summary>What was proven of the code at this spot; null where nothing was.</summary>
    public Interruption.GivenUp? Proof { get; init; }

    /// <summary>Keeps what the code asks for after the spot, as much of it as the report shows.</summary>
    public void Hear(Fact fact)
    {
        if (!isEnding && askedAfter.Count < DivergenceReport.ContextSteps)
        {
            askedAfter.Add(fact);
        }
    }

    public Divergence Explain(IReadOnlyList<HistoryEvent> history) =>
        DivergenceReport.Of(history, next, asked, askedAfter);

    /// <summary>Why the execution is to end: where the code was proven not to be durable, that says what to repair.</summary>
    public Interruption Cause(Divergence divergence) =>
        Proof is { } proof ? proof : new Interruption.Diverged(divergence);

    /// <summary>The patch for which another node's code may well follow this history; null for none.</summary>
    /// <param name="divergence">The divergence.</param>
    /// <param name="oldWays">The patches where this code was sent the old way.</param>
    public string? PatchInDoubt(Divergence divergence, IReadOnlyCollection<string> oldWays) =>
        Proof is not null ? null
        : divergence.Cause == DivergenceCause.Unpatched && next.Fact is Fact.Applied { Effect: Effect.Patch mark }
            ? mark.Id
        : oldWays.Min(StringComparer.Ordinal);
}

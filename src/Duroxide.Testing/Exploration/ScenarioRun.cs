namespace Duroxide.Testing;

/// <summary>A run of a scenario: its moves, where they led, and what did not hold there.</summary>
/// <param name="Scenario">What was run.</param>
/// <param name="Moves">The moves that were made, in order.</param>
/// <param name="World">Where they led.</param>
/// <param name="Violation">What did not hold; null when all did.</param>
public sealed record ScenarioRun(Scenario Scenario, ValueList<Move> Moves, World World, Violation? Violation)
{
    /// <summary>How everything stood before the first move and after each; nothing for a run that was written by hand.</summary>
    internal IReadOnlyList<ScenarioState> States { get; init; } = [];

    /// <summary>Whether everything held.</summary>
    public bool Holds => Violation is null;

    /// <summary>The run as numbered steps that say who did what.</summary>
    public string Story => StoryRenderer.Tell(this);

    /// <summary>Throws, with the story and a test to paste, unless everything held.</summary>
    public ScenarioRun EnsureHolds() => Holds ? this : throw new CounterexampleException(this, null);

    /// <summary>The run as a C# test that plays it again.</summary>
    public string ToCSharp() => RegressionTest.CSharp(this);

    /// <summary>The run as an F# test that plays it again.</summary>
    public string ToFSharp() => RegressionTest.FSharp(this);
}

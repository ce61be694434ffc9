namespace Duroxide.Testing;

/// <summary>A schedule was found on which a law does not hold; the message tells it as a story and as a test.</summary>
public sealed class CounterexampleException : Exception
{
    internal CounterexampleException(ScenarioRun counterexample, long? seed)
        : base(
            $"{counterexample.Violation!.Law} This does not hold.\n\n{counterexample.Story}\n"
                + $"{(seed is { } known ? string.Create(CultureInfo.InvariantCulture, $"Seed {known} plays the run that this was shrunk from.\n") : "")}"
                + $"As a test:\n\n{counterexample.ToCSharp()}"
        ) => Counterexample = counterexample;

    /// <summary>The run.</summary>
    public ScenarioRun Counterexample { get; }
}

using System.Diagnostics;

namespace Duroxide.Testing;

/// <summary>A schedule was found on which a law does not hold; the message tells it as a story and as a test in the caller's language.</summary>
public sealed class CounterexampleException : Exception
{
    readonly Lazy<ScenarioRun> counterexample;
    readonly Lazy<string> message;

    internal CounterexampleException(ScenarioRun counterexample, long? seed)
        : this(new Lazy<ScenarioRun>(counterexample), seed) { }

    CounterexampleException(Lazy<ScenarioRun> counterexample, long? seed)
    {
        var isFSharp = UserCode.IsFSharp(new StackTrace());
        this.counterexample = counterexample;
        message = new(() => Tell(counterexample.Value, seed, isFSharp));
    }

    /// <summary>The run.</summary>
    public ScenarioRun Counterexample => counterexample.Value;

    /// <inheritdoc />
    public override string Message => message.Value;

    /// <summary>A failing run whose moves are made as few as possible once somebody asks for them.</summary>
    internal static CounterexampleException Shortened(ScenarioRun failing) =>
        new(new Lazy<ScenarioRun>(() => Shrinker.Shrink(failing, failing.Scenario.Bound)), seed: null);

    static string Tell(ScenarioRun run, long? seed, bool isFSharp) =>
        $"This does not hold: {run.Violation!.Law}\n\n{run.Story}{NotGiven(run)}\n"
        + (
            seed is { } known
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Seed {known} plays the run that this was shrunk from.\n"
                )
                : ""
        )
        + $"As a test:\n\n{(isFSharp ? run.ToFSharp() : run.ToCSharp())}";

    // Of many stimuli that were made up, those are told that the failure does not need.
    static string NotGiven(ScenarioRun run)
    {
        var given = run.Moves.OfType<Move.Give>().Select(move => move.Stimulus).ToHashSet();
        var others = run.Scenario.Stimuli.Where((_, index) => !given.Contains(index)).ToList();
        return others.Count == 0
            ? ""
            : $"What did not come: {string.Join("; ", others.Select(stimulus => stimulus.ToString()).Distinct())}.\n";
    }
}

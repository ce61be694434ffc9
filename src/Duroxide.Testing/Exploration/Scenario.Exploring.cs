namespace Duroxide.Testing;

public sealed partial record Scenario
{
    /// <summary>Plays random runs until one breaks a law, or all are played.</summary>
    /// <param name="seed">The seed of the first run; the same seed plays the same runs.</param>
    /// <param name="runs">How many runs to play at most.</param>
    /// <param name="options">What may vary.</param>
    public Exploration Explore(long seed, int runs, ExploreOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        return Watched(() => new Explorer(this, options ?? new(), seed, runs).Run());
    }

    /// <summary>Visits every state that any order of events can lead to, within bounds.</summary>
    /// <param name="options">The bounds, and what may vary.</param>
    public Exhaustion Exhaust(ExhaustOptions? options = null) =>
        Watched(() => ExhaustiveSearch.Run(this, options ?? new()));

    /// <summary>Plays a schedule, then continues calmly until nothing more happens.</summary>
    public ScenarioRun Play(params IEnumerable<Move> moves) => Watched(() => ScheduleRunner.Play(this, moves, Bound));

    /// <summary>Plays the moves that a function chooses, one after the other, then continues calmly until nothing more happens.</summary>
    /// <param name="choose">Chooses the next move; null leaves the rest to a calm run.</param>
    public ScenarioRun Steer(Func<EnabledMoves, Move?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return Watched(() => ScheduleRunner.Steer(this, choose, Bound));
    }

    T Watched<T>(Func<T> test) =>
        Starts.Count + Beginnings.Count > 0
            ? TurnWatch.Run(TurnLimit, test)
            : throw new InvalidOperationException(
                $"Scenario '{Name}' starts nothing, so that every law would hold. Say what starts with Start(…)."
            );
}

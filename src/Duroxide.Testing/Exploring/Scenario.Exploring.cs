namespace Duroxide.Testing;

public sealed partial record Scenario
{
    const int StepsOfASchedule = 2_000;

    /// <summary>Plays random runs until one breaks a law, or all are played.</summary>
    /// <param name="seed">The seed of the first run; the same seed plays the same runs.</param>
    /// <param name="runs">How many runs to play at most.</param>
    /// <param name="options">What may vary.</param>
    public Exploration Explore(long seed, int runs, ExploreOptions? options = null)
    {
        var chosen = options ?? new();
        var coverage = new CoverageBook(this);
        var steps = 0L;
        for (var run = 0; run < runs; run++)
        {
            var played = Schedules.Wander(this, chosen, seed + run);
            steps += played.Moves.Count;
            coverage.Add(played.World);
            if (!played.Holds)
            {
                return new(seed, run + 1, steps, coverage.Read())
                {
                    Counterexample = chosen.Shrink ? Shrinker.Shrink(played, chosen.MaxSteps) : played,
                    FailingSeed = seed + run,
                };
            }
        }
        return new(seed, runs, steps, coverage.Read());
    }

    /// <summary>Visits every state that any order of events can lead to, within bounds.</summary>
    /// <param name="options">The bounds, and what may vary.</param>
    public Exhaustion Exhaust(ExhaustOptions? options = null) => new Exhauster(this, options ?? new()).Run();

    /// <summary>Plays a schedule, then goes on calmly until nothing more happens.</summary>
    public Played Play(params IEnumerable<Move> moves) => Schedules.Play(this, moves, StepsOfASchedule, toTheEnd: true);
}

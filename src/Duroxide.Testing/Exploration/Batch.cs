namespace Duroxide.Testing;

/// <summary>Random runs that one thread plays after another, until one of them breaks a law.</summary>
sealed record Batch(int Runs, long Steps, CoverageCounter Coverage, ScenarioRun? Failing)
{
    public static Batch Play(Scenario scenario, ExploreOptions options, long seed, int runs)
    {
        var coverage = new CoverageCounter(scenario);
        var steps = 0L;
        for (var run = 0; run < runs; run++)
        {
            var played = ScheduleRunner.Walk(scenario, options, seed + run);
            steps += played.Moves.Count;
            coverage.Add(played.World);
            if (!played.Holds)
            {
                return new(run + 1, steps, coverage, played);
            }
        }
        return new(runs, steps, coverage, Failing: null);
    }
}

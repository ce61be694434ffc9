namespace Duroxide.Bench;

/// <summary>Plays random interleavings of a workflow of ten operations.</summary>
static class Explore
{
    const int Runs = 10_000;
    const int WarmUp = 500;

    public static Measurement Measure()
    {
        TenOperations.Scenario.Explore(seed: -WarmUp, WarmUp).EnsureHolds();
        var stretch = Cost.Begin();
        var found = TenOperations.Scenario.Explore(seed: 1, Runs).EnsureHolds();
        var cost = stretch.End();
        return new(
            [
                new("runs", found.Runs),
                new("runs_per_s", found.Runs / cost.Wall.TotalSeconds),
                new("steps_per_s", found.Steps / cost.Wall.TotalSeconds),
            ],
            cost
        );
    }
}

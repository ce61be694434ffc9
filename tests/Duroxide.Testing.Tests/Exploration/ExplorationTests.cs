namespace Duroxide.Testing.Tests;

public class ExplorationTests
{
    [Fact]
    public void Many_threads_find_what_one_finds()
    {
        var one = BrokenWorkflows.Healthy.Explore(seed: 1, runs: 1_000, new() { Threads = 1 });
        var many = BrokenWorkflows.Healthy.Explore(seed: 1, runs: 1_000, new() { Threads = 4 });

        Assert.Equal(one.Steps, many.Steps);
        Assert.Equal(one.Coverage, many.Coverage);
    }

    [Fact]
    public void Many_threads_find_the_first_failing_run()
    {
        var rare = BrokenWorkflows.Healthy.Finally(
            "Three results in a row are never lost.",
            world => world.RunsOf("Charge").Count() <= 3
        );
        var options = new ExploreOptions { LostResults = 3 };

        var one = rare.Explore(seed: 1, runs: 100_000, options with { Threads = 1 });
        var many = rare.Explore(seed: 1, runs: 100_000, options with { Threads = 4 });

        Assert.True(one.Runs > 64, $"Found in run {one.Runs}, before there are several threads.");
        Assert.Equal(one.FailingSeed, many.FailingSeed);
        Assert.Equal(one.Counterexample!.Moves, many.Counterexample!.Moves);
        Assert.Equal((one.Runs, one.Steps), (many.Runs, many.Steps));
        Assert.Equal(one.Coverage, many.Coverage);
    }

    [Fact]
    public void No_runs_find_nothing() => Assert.True(BrokenWorkflows.Healthy.Explore(seed: 1, runs: 0).Holds);

    [Fact]
    public void What_a_law_throws_comes_out_from_any_thread()
    {
        var runs = 0;
        var throwing = BrokenWorkflows.Healthy.Finally(
            "The law itself works.",
            _ => Interlocked.Increment(ref runs) < 200 ? true : throw new InvalidDataException("broken law")
        );

        Assert.Throws<InvalidDataException>(() => throwing.Explore(seed: 1, runs: 1_000, new() { Threads = 4 }));
    }
}

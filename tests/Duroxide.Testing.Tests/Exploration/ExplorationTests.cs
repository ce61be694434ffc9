namespace Duroxide.Testing.Tests;

public class ExplorationTests
{
    [Fact]
    public void Many_threads_find_what_one_finds()
    {
        var one = BrokenWorkflows.Healthy.Explore(seed: 1, runs: 300, new() { Threads = 1 });
        var many = BrokenWorkflows.Healthy.Explore(seed: 1, runs: 300, new() { Threads = 4 });

        Assert.Equal(one.Steps, many.Steps);
        Assert.Equal(one.Coverage, many.Coverage);
    }

    [Fact]
    public void Many_threads_find_the_first_failing_run()
    {
        var rare = BrokenWorkflows.Healthy.Finally(
            "Two results in a row are never lost.",
            world => world.RunsOf("Charge").Count() <= 2
        );
        var options = new ExploreOptions { LostResults = 2 };

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
    public void A_law_that_throws_is_a_broken_law()
    {
        var throwing = BrokenWorkflows.Healthy.Finally(
            "An order ends with a text of six letters.",
            world => world["order-1"].Output!.Length == 8
        );

        var found = throwing.Activity("Charge", FakeAnswer.Fails("declined")).Explore(seed: 1, runs: 10);

        Assert.Equal("An order ends with a text of six letters.", found.Counterexample?.Violation?.Law);
        Assert.Contains(
            "The law threw NullReferenceException",
            found.Counterexample!.Violation!.Explanation,
            StringComparison.Ordinal
        );
        Assert.Contains("ExplorationTests", found.Counterexample.Violation.Explanation, StringComparison.Ordinal);
        Assert.Contains("Charge(\"17\") failed: declined", found.Counterexample.Story, StringComparison.Ordinal);
        Assert.Equal(
            "An order ends with a text of six letters.",
            Assert
                .Single(throwing.Activity("Charge", FakeAnswer.Fails("declined")).Exhaust().Counterexamples)
                .Violation?.Law
        );
    }

    [Fact]
    public void A_result_is_shown_as_a_report()
    {
        var held = BrokenWorkflows.Healthy.Explore(seed: 1, runs: 10);
        var broken = BrokenWorkflows.All[0].Scenario.Explore(seed: 1, runs: 50);

        Assert.Equal($"10 runs from seed 1, {held.Steps} steps\n\n{held.Coverage}", $"{held}");
        Assert.Contains(
            $"Does not hold in seed {broken.FailingSeed}: Who is not served is not charged.\n{broken.Counterexample!.Story}",
            $"{broken}",
            StringComparison.Ordinal
        );
    }
}

namespace Duroxide.Testing.Tests;

public class NondeterminismTests
{
    const string Law = "The code does what its history says it did.";

    public static TheoryData<string> Names => [.. Nondeterministic.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_runs_tell_that_the_code_is_not_deterministic(string name)
    {
        var found = Nondeterministic.All[name]().Explore(seed: 1, runs: 20, new() { Threads = 1 });

        Assert.Equal(Law, found.Counterexample?.Violation?.Law);
        Assert.Contains("IsReplaying", found.Counterexample!.Story, StringComparison.Ordinal);
        Assert.Contains("new Move.", found.Counterexample.ToCSharp(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_exhaustive_check_tells_that_the_code_is_not_deterministic(string name)
    {
        var found = Nondeterministic.All[name]().Exhaust();

        Assert.False(found.Holds);
        Assert.Equal(Law, Assert.Single(found.Counterexamples).Violation?.Law);
        Assert.Contains("IsReplaying", $"{found}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_run_tells_that_the_code_is_not_deterministic(string name) =>
        Assert.Equal(Law, Nondeterministic.All[name]().Play().Violation?.Law);

    [Fact]
    public void What_chance_decides_is_always_told_and_never_an_exception()
    {
        var random = new Random(42);
        var scenario = Nondeterministic.TwoSteps(() => random.Next(2) == 0);
        var (explored, exhausted) = (0, 0);

        for (var time = 0; time < 100; time++)
        {
            var found = scenario().Explore(seed: time, runs: 20, new() { Threads = 1 });
            explored += found.Counterexample is { Story.Length: > 0, Violation.Law: Law } ? 1 : 0;
            var all = scenario().Exhaust(new() { LostResults = 1 });
            exhausted +=
                all.Counterexamples.All(run => run is { Story.Length: > 0, Violation.Law: Law }) && !all.Holds ? 1 : 0;
        }

        Assert.Equal((100, 100), (explored, exhausted));
    }

    [Fact]
    public void Both_courses_are_shown_side_by_side()
    {
        var turn = 0;
        var scenario = Nondeterministic.TwoSteps(() => turn++ == 0)();

        Assert.Equal(
            """
            something else decides
               1. The client starts Undecided("") as one.
               2. one takes start.
                   one: call Ask("A")
            Then this does not hold: The code does what its history says it did.
            one was replayed, and departs from its history at event 2.
            The code is the same, so something decides that is not durable: look for the clock, random numbers, new guids, static state, IsReplaying, or the order of a set.
               event | history                                                      | code
                   2 | call Ask("A")                                                | -
                     | -                                                            | call Ask("B")

            """,
            scenario.Play().Story
        );
    }

    [Fact]
    public void A_law_that_only_one_of_two_courses_breaks_is_told_as_two_courses()
    {
        var plays = 0;
        // The first course is followed by its replays, as in a process whose state changes between two deployments.
        var scenario = Nondeterministic
            .TwoSteps(() => plays++ < 1)()
            .Always("A is not asked for.", world => world.RunsOf("Ask").All(run => run.Call.Input != "\"A\""));

        var found = scenario.Explore(seed: 1, runs: 1, new() { Threads = 1 }).Counterexample!;

        Assert.Equal(Law, found.Violation!.Law);
        Assert.Contains("The same moves were made twice", found.Story, StringComparison.Ordinal);
        Assert.Contains("| the second time", found.Story, StringComparison.Ordinal);
        Assert.Contains("call Ask(\"B\")", found.Violation.Explanation, StringComparison.Ordinal);
    }
}

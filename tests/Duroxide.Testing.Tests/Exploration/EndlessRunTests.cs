namespace Duroxide.Testing.Tests;

public class EndlessRunTests
{
    const string Endless = "Every run comes to an end.";
    const string Spent = "Every run ends within its steps.";

    static readonly Activity<int, string> Try = new("Try", (_, n) => Task.FromResult($"{n}"));

    [Fact]
    public void A_run_that_comes_back_to_where_it_was_is_endless_and_told_once()
    {
        var run = Round(async (ctx, n) => await ctx.ContinueAsNew(n)).Play();

        Assert.Equal(Endless, run.Violation?.Law);
        Assert.Single(run.Moves);
        Assert.Equal(
            """
            a round
               1. The client starts Round(1) as one.
               2. one takes start.
                   one: continued as new with 1
            Then this does not hold: Every run comes to an end.
            All stands as it stood 1 step before, so this happens again and again, and nothing that may come leads to an end. If that is meant, say MayRunForever().
               one has not run yet

            """,
            run.Story
        );
    }

    [Fact]
    public void The_explorer_and_the_exhaustive_check_find_the_same_short_round()
    {
        var scenario = Round(
                async (ctx, n) =>
                {
                    await ctx.ScheduleActivity(Try, n);
                    return await ctx.ContinueAsNew(n);
                }
            )
            .Activity("Try", FakeAnswer.Returns("done"));

        var explored = scenario.Explore(seed: 1, runs: 10).Counterexample!;
        var exhausted = Assert.Single(scenario.Exhaust().Counterexamples);

        Assert.Equal((Endless, 3), (explored.Violation!.Law, explored.Moves.Count));
        Assert.Equal((Endless, 3), (exhausted.Violation!.Law, exhausted.Moves.Count));
        Assert.Equal(Endless, scenario.Play(exhausted.Moves).Violation?.Law);
    }

    [Fact]
    public void A_loop_that_never_awaits_is_told_with_its_instance()
    {
        var isOver = false;
        var spin = new Orchestration<int, int>(
            "Spin",
            async (ctx, _) =>
            {
                await ctx.ScheduleTimer(TimeSpan.FromMinutes(1));
                while (!Volatile.Read(ref isOver))
                {
                    Thread.Yield();
                }
                return 0;
            }
        );
        var spinning = new Scenario("a loop", new RegistryBuilder().Add(spin).Build()).Start(spin, "top", 0) with
        {
            TurnLimit = TimeSpan.FromMilliseconds(500),
        };
        try
        {
            foreach (
                Action test in new Action[]
                {
                    () => spinning.Explore(1, 1),
                    () => spinning.Exhaust(),
                    () => spinning.Play(),
                }
            )
            {
                var told = Assert.Throws<TestExpectationException>(test);

                Assert.Contains(
                    "top (Spin) is in one turn for more than 00:00:00.5",
                    told.Message,
                    StringComparison.Ordinal
                );
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }
    }

    [Fact]
    public void A_loop_that_another_answer_ends_is_no_endless_run()
    {
        var scenario = Round(
                async (ctx, n) =>
                {
                    try
                    {
                        return await ctx.ScheduleActivity(Try, n);
                    }
                    catch (ActivityFailedException)
                    {
                        return await ctx.ContinueAsNew(n);
                    }
                }
            )
            .Activity("Try", FakeAnswer.Returns("done"), FakeAnswer.Fails("busy"));

        scenario.Explore(seed: 1, runs: 200).EnsureHolds();
    }

    [Fact]
    public void Code_that_counts_its_rounds_is_no_endless_run() =>
        Round(async (ctx, n) => n < 10 ? await ctx.ContinueAsNew(n + 1) : "done").Play().EnsureHolds();

    [Fact]
    public void A_loop_that_may_run_for_ever_holds() =>
        Round(async (ctx, n) => await ctx.ContinueAsNew(n)).MayRunForever().WithMaxSteps(50).Play().EnsureHolds();

    [Fact]
    public void A_spent_bound_is_told_with_the_options_name_and_the_loop_once()
    {
        var run = Beating().WithMaxSteps(60).Play();

        Assert.Equal(Spent, run.Violation?.Law);
        Assert.Equal(
            """
            a round
               1. The client starts Round(1) as one.
               2. one takes start.
                   one: set a timer of 00:01:00
               3. The clock goes to 2000-01-01T00:01:00.000Z: the timer of 00:01:00 of one fires.
               4. one takes timer of 00:01:00 fired.
                   one: set a timer of 00:01:00
               … these 2 steps again and again, for 57 steps more …
            Then this does not hold: Every run ends within its steps.
            The bound of 60 steps is spent while there is work to do. Raise Scenario.WithMaxSteps for code that needs more, or say MayRunForever() for code that is to run on.
               one waits: #60: the answer to timer of 00:01:00 is there, and is taken next

            """,
            run.Story
        );
        Assert.Contains(
            "ExploreOptions.MaxSteps",
            Beating().Explore(seed: 1, runs: 1).Counterexample!.Violation!.Explanation,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ExhaustOptions.MaxSteps",
            Beating().Exhaust().Counterexamples[0].Violation!.Explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_spent_bound_is_a_short_test_to_paste()
    {
        var found = Beating().Explore(seed: 1, runs: 1, new() { MaxSteps = 40 }).Counterexample!;

        Assert.Equal(
            """
            // Every run ends within its steps.
            [Fact]
            public void Every_run_ends_within_its_steps() =>
                Scenario
                    .WithMaxSteps(40)
                    .Play(

                    )
                    .EnsureHolds();

            """,
            found.ToCSharp()
        );
        Assert.Equal(Spent, Beating().WithMaxSteps(40).Play().Violation?.Law);
    }

    [Fact]
    public void A_long_run_that_ends_holds_when_it_is_given_the_steps()
    {
        var scenario = Round(
                async (ctx, n) =>
                {
                    for (var time = 0; time < 300; time++)
                    {
                        await ctx.ScheduleActivity(Try, n);
                    }
                    return "done";
                }
            )
            .Activity("Try", FakeAnswer.Returns("done"));

        Assert.Equal(Spent, scenario.WithMaxSteps(500).Play().Violation?.Law);
        scenario.WithMaxSteps(1_000).Play().EnsureHolds();
    }

    static Scenario Beating() =>
        Round(
            async (ctx, n) =>
            {
                while (n > 0)
                {
                    await ctx.ScheduleTimer(TimeSpan.FromMinutes(1));
                }
                return "never";
            }
        );

    static Scenario Round(Func<OrchestrationContext<int, string>, int, Task<string>> code)
    {
        var round = new Orchestration<int, string>("Round", code);
        return new Scenario("a round", new RegistryBuilder().Add(Try).Add(round).Build()).Start(round, "one", 1);
    }
}

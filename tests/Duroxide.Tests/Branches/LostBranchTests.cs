namespace Duroxide.Tests;

/// <summary>A branch that lost a race never runs on, wherever it waits, and what it has open is cancelled.</summary>
public class LostBranchTests
{
    public static TheoryData<string> Names => [.. Losers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loser_never_runs_on(string loser)
    {
        var ranOn = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared");
            await ctx.Select(ctx.Branch(() => Lose(ctx, shared)), ctx.Call("winner"));
            await shared;
            await ctx.Call("after");
            return "won";
        });

        driver.Start().Complete("winner", "\"\"").Complete("shared", "\"\"").Complete("after", "\"\"");

        Assert.Equal("\"won\"", driver.Output);
        Assert.False(ranOn);
        Assert.DoesNotContain(driver.Asked<Operation.Activity>(), asked => asked.Name == "too late");

        async Task<string> Lose(OrchestrationContext ctx, DurableTask<string> shared)
        {
            await Losers[loser](ctx, shared);
            ranOn = true;
            return await ctx.Call("too late");
        }
    }

    static readonly Dictionary<string, Func<OrchestrationContext, DurableTask<string>, Task>> Losers = new()
    {
        ["its own activity"] = async (ctx, _) => await ctx.Call("own"),
        ["a handle of its parent"] = async (_, shared) => await shared,
        ["a task of its parent"] = async (_, shared) => await shared.AsTask(),
        ["a helper on its parent's handle"] = (_, shared) => Helper(shared),
        ["WhenAll with its parent's task"] = async (ctx, shared) =>
            await Task.WhenAll(shared.AsTask(), ctx.Call("own").AsTask()),
        ["WhenAny with its parent's task"] = async (ctx, shared) =>
            await Task.WhenAny(shared.AsTask(), ctx.Call("own").AsTask()),
        ["a nested race"] = async (ctx, shared) => await ctx.Select(shared, ctx.Call("own")),
        ["a nested branch"] = async (ctx, shared) =>
            await ctx.Select(ctx.Branch(() => shared.AsTask()), ctx.Call("own")),
        ["a join"] = async (ctx, shared) => await ctx.Join(shared, ctx.Call("own")),
        ["a retried call"] = async (ctx, _) => await ctx.Call("own", new() { Retry = RetryPolicy.Immediate() }),
        ["catching what it awaits"] = async (ctx, shared) =>
        {
            try
            {
                await ctx.Call("own");
            }
            finally
            {
                await shared;
            }
        },
        ["a child"] = async (ctx, _) => await ctx.ScheduleSubOrchestration<Unit, Unit>("child", default),
        ["an event"] = async (ctx, _) => await ctx.ScheduleWait<Unit>("event"),
    };

    static async Task Helper(DurableTask<string> shared)
    {
        await Task.Yield();
        await shared;
    }

    [Fact]
    public void A_continuation_of_a_loser_on_the_scheduler_asks_for_nothing_any_more()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared").AsTask();
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    _ = shared.ContinueWith(_ => ctx.SetCustomStatus("too late"));
                    return await ctx.Call("own");
                }),
                ctx.Call("winner")
            );
            return await shared;
        });

        driver.Start().Complete("winner", "\"\"").Complete("shared", "\"x\"");

        Assert.Equal("\"x\"", driver.Output);
        Assert.Empty(driver.Applied<Effect.SetCustomStatus>());
    }

    [Fact]
    public void A_loser_that_waits_for_a_shared_semaphore_does_not_run_on()
    {
        var ranOn = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            using var semaphore = new SemaphoreSlim(0);
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    await semaphore.WaitAsync();
                    ranOn = true;
                    return "";
                }),
                ctx.Call("winner")
            );
            semaphore.Release();
            return await ctx.Call("after");
        });

        driver.Start().Complete("winner", "\"\"").Complete("after", "\"x\"");

        Assert.Equal("\"x\"", driver.Output);
        Assert.False(ranOn);
    }

    [Fact]
    public void What_nested_losers_have_open_is_cancelled_in_order()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    _ = ctx.Call("unawaited");
                    await ctx.Select(ctx.Branch(() => ctx.Call("b").AsTask()), ctx.ScheduleTimer(TimeSpan.FromDays(1)));
                    return "";
                }),
                ctx.ScheduleWait<Unit>("go")
            );
            return await ctx.Call("after");
        });

        driver.Start().Raise("go", "null");

        Assert.Equal([new EventId(3), new EventId(4), new EventId(5)], driver.Cancelled);
        Assert.Equal("\"x\"", driver.Complete("after", "\"x\"").Output);
    }

    [Fact]
    public void What_the_winner_left_open_goes_on_and_belongs_to_its_parent()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            DurableTask<string>? left = null;
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    left = ctx.Call("left");
                    return await ctx.Call("a");
                }),
                ctx.ScheduleWait<Unit>("go")
            );
            return await left!;
        });

        driver.Start().Complete("a", "\"\"").Complete("left", "\"L\"");

        Assert.Equal("\"L\"", driver.Output);
    }

    [Fact]
    public void A_branch_that_won_is_lost_with_the_branch_around_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    await ctx.Select(
                        ctx.Branch(async () =>
                        {
                            _ = ctx.Call("left");
                            return await ctx.Call("a");
                        }),
                        ctx.ScheduleWait<Unit>("never")
                    );
                    return await ctx.Call("b");
                }),
                ctx.ScheduleWait<Unit>("go")
            );
            return "done";
        });

        driver.Start().Complete("a", "\"\"").Raise("go", "null");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Contains(driver.History.Single(e => IsAsk(e, "left")).Id, driver.Cancelled);
    }

    [Fact]
    public void The_finally_block_of_a_loser_does_not_run()
    {
        var ran = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    try
                    {
                        return await ctx.Call("own");
                    }
                    finally
                    {
                        ran = true;
                    }
                }),
                ctx.Call("winner")
            );
            return "won";
        });

        Assert.Equal("\"won\"", driver.Start().Complete("winner", "\"\"").Output);
        Assert.False(ran);
    }

    static bool IsAsk(HistoryEvent happened, string activity) =>
        happened.Fact is Fact.Scheduled { Operation: Operation.Activity asked } && asked.Name == activity;
}

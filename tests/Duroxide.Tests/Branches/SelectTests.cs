namespace Duroxide.Tests;

public class SelectTests
{
    [Fact]
    public void The_first_answer_wins_and_the_loser_is_cancelled()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var first = await ctx.Select(ctx.Call("a"), ctx.ScheduleTimer(TimeSpan.FromDays(1)));
            return first.Match(a => a, _ => "late");
        });

        Assert.Equal("\"A\"", driver.Start().Complete("a", "\"A\"").Output);
        Assert.Equal([new EventId(3)], driver.Cancelled);
    }

    [Fact]
    public void The_timer_wins_and_the_activity_is_cancelled()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var first = await ctx.Select(ctx.Call("a"), ctx.ScheduleTimer(TimeSpan.FromDays(1)));
            return first.Match(a => a, _ => "late");
        });

        Assert.Equal("\"late\"", driver.Start().Fire().Output);
        Assert.Contains(driver.Last.Actions, action => action is OrchestrationAction.CancelActivity);
    }

    [Fact]
    public void Of_two_handles_that_are_complete_already_the_first_argument_wins()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var (a, b) = (ctx.Call("a"), ctx.Call("b"));
            await ctx.Call("c");
            return (await ctx.Select(b, a)).Index;
        });

        driver.Start().Complete("a", "\"\"").Complete("b", "\"\"").Complete("c", "\"\"");

        Assert.Equal("0", driver.Output);
        Assert.Empty(driver.Cancelled);
    }

    [Fact]
    public void Of_two_branches_that_complete_in_one_turn_the_first_argument_wins()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var shared = ctx.Call("a").AsTask();
            var first = await ctx.Select(ctx.Branch(Slow), ctx.Branch(async () => await shared));
            return first.Index;

            async Task<string> Slow()
            {
                var result = await shared;
                await Task.Yield();
                await Task.Yield();
                return result;
            }
        });

        Assert.Equal("0", driver.Start().Complete("a", "\"\"").Output);
    }

    [Fact]
    public void Three_branches_race()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var first = await ctx.Select(ctx.Call("a"), ctx.Call("b"), ctx.ScheduleWait<int>("e"));
            return first.Match(a => a, b => b, e => $"event {e}");
        });

        Assert.Equal("\"event 7\"", driver.Start().Raise("e", "7").Output);
        Assert.Equal([new EventId(2), new EventId(3)], driver.Cancelled);
    }

    [Fact]
    public void Any_number_of_like_branches_race()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var handles = Enumerable.Range(0, 50).Select(number => ctx.Call($"a{number}")).ToList();
            var (index, value) = await ctx.Select(handles);
            return $"{index} {value}";
        });

        Assert.Equal("\"31 x\"", driver.Start().Complete("a31", "\"x\"").Output);
        Assert.Equal(49, driver.Cancelled.Count);
    }

    [Fact]
    public void A_select_without_branches_is_an_error() =>
        Assert.Contains(
            "at least one branch",
            Ended(async ctx => (await ctx.Select<int>()).Index),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_branch_that_fails_wins_with_its_exception()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.Select(ctx.Call("a"), ctx.Call("b"));
                return "none";
            }
            catch (ActivityFailedException failed)
            {
                return $"{failed.Activity}: {failed.Failure.Message}";
            }
        });

        Assert.Equal("\"b: broken\"", driver.Start().Fail("b").Output);
    }

    [Fact]
    public void Branches_start_in_order_and_none_starts_after_one_that_is_complete()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var started = "";
            var first = await ctx.Select(
                ctx.Branch(() => Step("a", ctx.Call("x").AsTask())),
                ctx.Branch(() => Step("b", Task.FromResult("at once"))),
                ctx.Branch(() => Step("c", ctx.Call("y").AsTask()))
            );
            return $"{started} {first.Index}";

            Task<string> Step(string name, Task<string> result)
            {
                started += name;
                return result;
            }
        });

        Assert.Equal("\"ab 1\"", driver.Start().Output);
        Assert.Equal(["x"], driver.Asked<Operation.Activity>().Select(asked => asked.Name));
    }

    [Fact]
    public void Races_nest()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var first = await ctx.Select(
                ctx.Branch(async () =>
                {
                    var inner = await ctx.Select(ctx.Call("a"), ctx.Call("b"));
                    return inner.Match(a => a, b => b) + await ctx.Call("c");
                }),
                ctx.ScheduleTimer(TimeSpan.FromHours(1))
            );
            return first.Match(text => text, _ => "late");
        });

        driver.Start().Complete("b", "\"B\"").Complete("c", "\"C\"");

        Assert.Equal("\"BC\"", driver.Output);
        Assert.Equal([new EventId(3), new EventId(2)], driver.Cancelled.OrderByDescending(id => id == new EventId(3)));
    }

    [Fact]
    public void A_handle_of_another_instance_cannot_race()
    {
        DurableTask<string>? foreign = null;
        using var other = Driver.Of<string>(async ctx => await (foreign = ctx.Call("a")));
        other.Start();

        Assert.Contains(
            "belongs to another orchestration instance",
            Ended(async ctx => (await ctx.Select(ctx.Call("a"), foreign!)).Index),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_handle_raced_again_and_again_stays_open_in_between()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var stop = ctx.ScheduleWait<Unit>("stop").AsTask();
            for (var rounds = 0; ; rounds++)
            {
                var first = await ctx.Select(ctx.Branch(() => stop), ctx.ReceiveMessage<string>("work"));
                if (first.Index == 0)
                {
                    return rounds;
                }
            }
        });

        driver.Start().Enqueue("work", "\"1\"").Enqueue("work", "\"2\"").Raise("stop", "null");

        Assert.Equal("2", driver.Output);
    }

    static string Ended(Func<OrchestrationContext<Unit, int>, Task<int>> code)
    {
        using var driver = Driver.Of(code);
        return driver.Start().Failure.Display;
    }

    [Fact]
    public void A_mapped_handle_wins_a_race_that_it_enters_just_before_it_is_complete()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            DurableTask<string>? mapped = null;
            var asked = ctx.Call("a");
            var first = Race();
            mapped = asked.Map(text => text + "!");
            return await first;

            async Task<string> Race()
            {
                // This goes on before the mapping does, for it asked first.
                await asked;
                var winner = await ctx.Select(mapped!, ctx.ScheduleTimer(TimeSpan.FromHours(1)));
                return winner.Match(text => text, _ => "late");
            }
        });

        driver.Start().Complete("a", "\"A\"");

        Assert.Equal("\"A!\"", driver.Output);
    }
}

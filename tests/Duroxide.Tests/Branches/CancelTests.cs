namespace Duroxide.Tests;

public class CancelTests
{
    [Fact]
    public void A_cancelled_handle_is_recorded_as_cancelled_and_its_answer_is_dropped()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.Call("a").Cancel();
            return await ctx.Call("b");
        });
        driver.Start();

        driver.Answer(new EventId(2), new Outcome.Succeeded("\"late\"")).Complete("b", "\"B\"");

        Assert.Equal("\"B\"", driver.Output);
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void Awaiting_a_cancelled_handle_is_an_error_that_says_so() =>
        Assert.Contains(
            "Activity 'a' was cancelled",
            Thrown(async ctx =>
            {
                var handle = ctx.Call("a");
                handle.Cancel();
                await handle;
            }),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_cancelled_handle_cannot_race_nor_become_a_task()
    {
        Assert.Contains(
            "was cancelled",
            Thrown(async ctx =>
            {
                var handle = ctx.Call("a");
                handle.Cancel();
                await ctx.Select(handle, ctx.Call("b"));
            }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "was cancelled",
            Thrown(async ctx =>
            {
                var handle = ctx.Call("a");
                handle.Cancel();
                await handle.AsTask();
            }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_contender_that_is_cancelled_while_it_races_does_not_win()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (a, b) = (ctx.Call("a"), ctx.Call("b"));
            var race = ctx.Select(a, b);
            a.Cancel();
            return (await race).Match(first => first, second => second);
        });
        driver.Start();
        Assert.Null(driver.Ending);

        Assert.Equal("\"B\"", driver.Complete("b", "\"B\"").Output);
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void A_race_whose_contenders_are_all_cancelled_is_an_error_that_says_so() =>
        Assert.Contains(
            "Activity 'a' was cancelled",
            Thrown(async ctx =>
            {
                var (a, b) = (ctx.Call("a"), ctx.Call("b"));
                var race = ctx.Select(a, b);
                b.Cancel();
                a.Cancel();
                await race;
            }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Handles_that_are_cancelled_come_last_among_those_that_complete()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (a, b, c) = (ctx.Call("a"), ctx.Call("b"), ctx.Call("c"));
            var order = new List<string>();
            await foreach (var handle in ctx.AsCompleted([a, b, c]))
            {
                if (order.Count == 0)
                {
                    a.Cancel();
                }
                order.Add(handle == a ? "a" : await handle);
            }
            return string.Concat(order);
        });

        driver.Start().Complete("c", "\"C\"").Complete("b", "\"B\"");

        Assert.Equal("\"CBa\"", driver.Output);
    }

    [Fact]
    public void A_handle_that_was_cancelled_before_makes_the_list_throw_and_the_others_go_on()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (a, b) = (ctx.Call("a"), ctx.Call("b"));
            a.Cancel();
            try
            {
                await foreach (var handle in ctx.AsCompleted([b, a]))
                {
                    return await handle;
                }
            }
            catch (InvalidOperationException)
            {
                return $"refused, {await b}";
            }
            return "nothing";
        });

        driver.Start().Complete("b", "\"B\"");

        Assert.Equal("\"refused, B\"", driver.Output);
    }

    [Fact]
    public void Whoever_awaits_a_handle_that_another_cancels_hears_of_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var handle = ctx.Call("a");
            var awaiting = Await(handle);
            handle.Cancel();
            return await awaiting;

            static async Task<string> Await(DurableTask<string> handle)
            {
                try
                {
                    return await handle;
                }
                catch (InvalidOperationException)
                {
                    return "heard";
                }
            }
        });

        Assert.Equal("\"heard\"", driver.Start().Output);
    }

    [Fact]
    public void A_token_cancels_the_handles_that_are_registered_with_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var source = new CancellationTokenSource();
            var (one, two, kept) = (ctx.Call("one"), ctx.Call("two"), ctx.Call("kept"));
            source.Token.Register(one.Cancel);
            source.Token.Register(two.Cancel);
            await ctx.ScheduleWait<Unit>("enough");
            source.Cancel();
            return await kept;
        });

        driver.Start().Restart().Raise("enough", "null").Restart();

        Assert.Equal(new[] { "one", "two" }.Select(driver.Asking), driver.Cancelled.OrderBy(id => id));
        Assert.Equal("\"k\"", driver.Complete("kept", "\"k\"").Output);
    }

    [Fact]
    public void Cancelling_what_is_answered_changes_nothing()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var handle = ctx.Call("a");
            await handle;
            handle.Cancel();
            return await handle;
        });

        Assert.Equal("\"A\"", driver.Start().Complete("a", "\"A\"").Output);
        Assert.Empty(driver.Cancelled);
    }

    [Fact]
    public void A_mapped_handle_cancels_its_source()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.Call("a").Map(text => text.Length).Cancel();
            return await ctx.Call("b");
        });

        Assert.Equal("\"\"", driver.Start().Complete("b", "\"\"").Output);
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void A_retried_call_is_cancelled_with_its_attempt_and_timer()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var options = new ActivityOptions { Retry = RetryPolicy.Exponential(), Timeout = TimeSpan.FromMinutes(1) };
            var call = ctx.Call("a", options);
            await ctx.Call("b");
            call.Cancel();
            return await ctx.Call("c");
        });

        driver.Start().Complete("b", "\"\"").Complete("c", "\"C\"");

        Assert.Equal("\"C\"", driver.Output);
        Assert.Equal([new EventId(2), new EventId(3)], driver.Cancelled);
    }

    static string Thrown(Func<OrchestrationContext<Unit, string>, Task> code)
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await code(ctx);
            return "";
        });
        return driver.Start().Failure.Display;
    }
}

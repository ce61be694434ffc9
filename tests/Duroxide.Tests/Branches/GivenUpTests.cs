namespace Duroxide.Tests;

/// <summary>What becomes of those who await or race a handle that is given up.</summary>
public class GivenUpTests
{
    [Fact]
    public void A_handle_that_lost_one_race_cannot_win_another()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared");
            var one = ctx.Select(ctx.Call("a"), shared);
            var two = ctx.Select(shared, ctx.Call("b"));
            return $"{(await one).Index} {(await two).Index}";
        });

        driver.Start().Complete("a", "\"\"");
        Assert.Null(driver.Ending);

        Assert.Equal("\"0 1\"", driver.Complete("b", "\"\"").Output);
    }

    [Fact]
    public void A_message_that_is_given_back_before_its_race_is_decided_does_not_win()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("q");
            var race = ctx.Select([message, ctx.Call("b")]);
            _ = message.Map(text =>
            {
                message.Cancel();
                return text;
            });
            return (await race).Value + await ctx.ReceiveMessage<string>("q");
        });

        driver.Start().Enqueue("q", "\"m\"");
        Assert.Null(driver.Ending);

        Assert.Equal("\"Bm\"", driver.Complete("b", "\"B\"").Output);
    }

    [Fact]
    public void Whoever_waits_for_a_handle_of_a_branch_that_loses_hears_of_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            DurableTask<string>? left = null;
            var race = ctx.Select(
                ctx.Branch(async () =>
                {
                    left = ctx.Call("x");
                    return await left;
                }),
                ctx.Call("winner")
            );
            var join = ctx.Join(left!, ctx.Call("y"));
            await race;
            try
            {
                await join;
                return "joined";
            }
            catch (InvalidOperationException given)
            {
                return given.Message;
            }
        });

        driver.Start().Complete("winner", "\"\"");
        Assert.Null(driver.Ending);

        Assert.Contains("was cancelled, or lost a race", driver.Complete("y", "\"\"").Output);
    }

    [Fact]
    public void Whoever_waits_for_steps_of_a_branch_that_loses_hears_of_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            DurableTask<string>? left = null;
            var race = ctx.Select(
                ctx.Branch(async () =>
                {
                    left = ctx.Call("x", new() { Retry = RetryPolicy.Immediate() });
                    return await left;
                }),
                ctx.Call("winner")
            );
            var (waiting, plain) = (Hear(async () => await left!), Hear(() => left!.AsTask()));
            await race;
            return $"{await waiting} {await plain}";
        });

        driver.Start().Complete("winner", "\"\"");

        Assert.Equal("\"InvalidOperationException TaskCanceledException\"", driver.Output);
    }

    [Fact]
    public void A_race_of_a_handle_whose_branch_loses_goes_on_without_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            DurableTask<string>? left = null;
            var race = ctx.Select(
                ctx.Branch(async () =>
                {
                    left = ctx.Call("x");
                    return await left;
                }),
                ctx.Call("winner")
            );
            var other = ctx.Select(left!, ctx.Call("y"));
            await race;
            return (await other).Match(x => x, y => y);
        });

        Assert.Equal("\"Y\"", driver.Start().Complete("winner", "\"\"").Complete("y", "\"Y\"").Output);
    }

    [Fact]
    public void What_a_lost_branch_maps_of_its_parents_handle_is_still_answered()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var shared = ctx.Call("shared");
            DurableTask<string>? mapped = null;
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    mapped = shared.Map(text => text + "!");
                    return await mapped;
                }),
                ctx.Call("winner")
            );
            return await mapped!;
        });

        Assert.Equal("\"S!\"", driver.Start().Complete("winner", "\"\"").Complete("shared", "\"S\"").Output);
    }

    [Fact]
    public void What_a_completed_branch_asks_for_later_is_cancelled_with_the_branch_around_it()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    await ctx.Select(ctx.Branch(() => LeaveBehind(ctx)), ctx.ScheduleWait<string>("never"));
                    return await ctx.Call("b");
                }),
                ctx.ScheduleWait<string>("go")
            );
            return await ctx.Call("after");
        });

        driver.Start().Complete("first", "\"\"").Raise("go", "\"\"");

        Assert.Contains(driver.Asking("later"), driver.Cancelled);

        // Not awaited by its branch, which completes at once.
        static Task<string> LeaveBehind(OrchestrationContext ctx)
        {
            _ = Helper(ctx);
            return Task.FromResult("");
        }

        static async Task Helper(OrchestrationContext ctx)
        {
            await ctx.Call("first");
            await ctx.Call("later", new() { Retry = RetryPolicy.Immediate() });
        }
    }

    [Fact]
    public async Task A_lost_branch_leaves_no_failure_that_nobody_observed()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs given)
        {
            if (
                given
                    .Exception.Flatten()
                    .InnerExceptions.Any(inner => inner.Message.Contains("left alone", StringComparison.Ordinal))
            )
            {
                Interlocked.Increment(ref unobserved);
            }
        }
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            Lose();
            for (var round = 0; round < 3; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Yield();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);

        static void Lose()
        {
            using var driver = Driver.Of<string>(async ctx =>
            {
                await ctx.Select(
                    ctx.Branch(() => Task.WhenAll(ctx.Call("left alone").AsTask(), ctx.Call("left alone").AsTask())),
                    ctx.Call("winner").Map(text => new[] { text })
                );
                return "won";
            });
            Assert.Equal("\"won\"", driver.Start().Complete("winner", "\"\"").Output);
        }
    }

    static async Task<string> Hear(Func<Task<string>> wait)
    {
        try
        {
            return await wait();
        }
        catch (Exception given) when (given is InvalidOperationException or OperationCanceledException)
        {
            return given.GetType().Name;
        }
    }
}

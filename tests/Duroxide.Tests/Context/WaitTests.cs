namespace Duroxide.Tests;

public class WaitTests
{
    [Fact]
    public void A_timer_counts_from_the_time_of_the_event_reacted_to()
    {
        using var driver = Driver.Of<DateTimeOffset>(async ctx =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromDays(3));
            return ctx.UtcNow;
        });

        Assert.Equal("\"2026-01-04T00:00:00+00:00\"", driver.Start().Fire().Output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_timer_of_zero_or_less_is_a_round_trip_too(int seconds)
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromSeconds(seconds));
            return "fired";
        });

        driver.Start();
        Assert.Equal(TimeSpan.Zero, Assert.Single(driver.Asked<Operation.Timer>()).Delay);
        Assert.Equal("\"fired\"", driver.Fire().Output);
    }

    [Fact]
    public void A_timer_until_a_moment_counts_from_now()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.ScheduleTimerUntil(ctx.UtcNow.AddHours(2));
            await ctx.ScheduleTimerUntil(ctx.UtcNow.AddHours(-2));
            return "passed";
        });

        Assert.Equal("\"passed\"", driver.Start().Fire().Fire().Output);
        Assert.Equal(
            [TimeSpan.FromHours(2), TimeSpan.Zero],
            driver.Asked<Operation.Timer>().Select(asked => asked.Delay)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4_000)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public void A_timer_until_a_moment_never_fires_before_it(long ticks)
    {
        using var driver = Driver.Of<bool>(async ctx =>
        {
            var moment = ctx.UtcNow.AddTicks(ticks);
            await ctx.ScheduleTimerUntil(moment);
            return ctx.UtcNow >= moment;
        });

        Assert.Equal("true", driver.Start().Fire().Output);
    }

    [Fact]
    public void A_loop_until_a_moment_between_two_milliseconds_takes_one_timer()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var deadline = ctx.UtcNow.AddHours(1).AddTicks(4_000);
            while (ctx.UtcNow < deadline)
            {
                await ctx.ScheduleTimerUntil(deadline);
            }
            return "passed";
        });

        Assert.Equal("\"passed\"", driver.Start().Fire().Output);
    }

    [Fact]
    public void The_longest_delay_there_is_is_a_timer_too()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.ScheduleTimer(TimeSpan.MaxValue);
            return "in the year 9999";
        });

        Assert.Equal("\"in the year 9999\"", driver.Start().Fire().Output);
    }

    [Fact]
    public void Two_waits_get_two_events_in_order()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (one, two) = (ctx.ScheduleWait<int>("e"), ctx.ScheduleWait<int>("e"));
            return $"{await two} {await one}";
        });

        Assert.Equal("\"2 1\"", driver.Start().Raise("e", "1").Raise("e", "2").Output);
    }

    [Fact]
    public void An_event_that_nobody_waits_for_is_lost()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            await ctx.Call("a");
            return await ctx.ScheduleWait<int>("e");
        });

        driver.Start().Raise("e", "1").Complete("a", "\"\"").Raise("e", "2");

        Assert.Equal("2", driver.Output);
    }

    [Fact]
    public void An_event_that_does_not_fit_throws_for_that_wait_only_and_can_be_caught()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                await ctx.ScheduleWait<int>("e");
            }
            catch (PayloadException thrown)
            {
                return $"{thrown.Type.Name} {await ctx.ScheduleWait<int>("e")}";
            }
            return "";
        });

        Assert.Equal("\"Int32 2\"", driver.Start().Raise("e", "{not json").Raise("e", "2").Output);
    }

    [Fact]
    public void A_message_waits_for_its_reader()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Call("a");
            return await ctx.ReceiveMessage<string>("q") + await ctx.ReceiveMessage<string>("q");
        });

        driver.Start().Enqueue("q", "\"1\"").Enqueue("q", "\"2\"").Complete("a", "\"\"");

        Assert.Equal("\"12\"", driver.Output);
    }

    [Fact]
    public void A_message_that_a_loser_received_goes_to_the_next_reader()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (one, two) = (ctx.ReceiveMessage<string>("q"), ctx.Call("a"));
            await ctx.Call("b");
            var first = await ctx.Select(two, one);
            return first.Match(a => a, q => q) + await ctx.ReceiveMessage<string>("q");
        });

        driver.Start().Enqueue("q", "\"kept\"").Complete("a", "\"A \"").Complete("b", "\"\"");

        Assert.Equal("\"A kept\"", driver.Output);
    }

    [Fact]
    public void A_message_that_a_lost_branch_received_unread_goes_to_the_next_reader()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(
                ctx.Branch(async () =>
                {
                    var message = ctx.ReceiveMessage<string>("q");
                    await ctx.Call("own");
                    return await message;
                }),
                ctx.ScheduleWait<Unit>("go")
            );
            return await ctx.ReceiveMessage<string>("q");
        });

        Assert.Equal("\"kept\"", driver.Start().Enqueue("q", "\"kept\"").Raise("go", "null").Output);
    }

    [Fact]
    public void A_message_that_was_read_is_not_given_back()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("q");
            var text = await message;
            message.Cancel();
            return text + await message + await ctx.ReceiveMessage<string>("q");
        });

        Assert.Equal("\"112\"", driver.Start().Enqueue("q", "\"1\"").Enqueue("q", "\"2\"").Output);
    }

    [Fact]
    public void A_message_taken_as_a_plain_task_counts_as_read()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("q");
            var task = message.AsTask();
            await ctx.Call("a");
            message.Cancel();
            return await task;
        });

        Assert.Equal("\"1\"", driver.Start().Enqueue("q", "\"1\"").Complete("a", "\"\"").Output);
        Assert.Empty(driver.Cancelled);
    }

    [Fact]
    public void A_mapped_message_is_given_back_when_it_loses()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var (length, a) = (ctx.ReceiveMessage<string>("q").Map(text => text.Length), ctx.Call("a"));
            await ctx.Call("b");
            await ctx.Select(a, length);
            return await ctx.ReceiveMessage<string>("q").Map(text => text.Length);
        });

        driver.Start().Enqueue("q", "\"four\"").Complete("a", "\"\"").Complete("b", "\"\"");

        Assert.Equal("4", driver.Output);
    }

    [Fact]
    public void A_hundred_buffered_messages_are_read_in_one_turn()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            await ctx.Call("a");
            var sum = 0;
            for (var count = 0; count < 150; count++)
            {
                sum += await ctx.ReceiveMessage<int>("q");
            }
            return sum;
        });
        driver.Start();
        driver.Replays = false;
        for (var count = 0; count < 150; count++)
        {
            driver.Enqueue("q", "1");
        }

        Assert.Equal("150", driver.Complete("a", "\"\"").Output);
    }
}

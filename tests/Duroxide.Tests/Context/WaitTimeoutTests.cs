namespace Duroxide.Tests;

public class WaitTimeoutTests
{
    static readonly WaitOptions Minute = new() { Timeout = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData(-1)]
    [InlineData(-60_000)]
    public void A_negative_time_is_refused_since_it_may_mean_never_or_at_once(int milliseconds)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new WaitOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds) }
        );

        Assert.Contains("Leave it null to wait for ever", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_in_time_cancels_the_timer()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var answer = await ctx.ScheduleWait<int>("e", Minute);
            await ctx.Call("a");
            return answer;
        });

        driver.Start().Restart().Raise("e", "1").Restart();

        Assert.Equal([new EventId(3)], driver.Cancelled);
        Assert.Equal("1", driver.Complete("a", "\"\"").Output);
    }

    [Fact]
    public void A_wait_whose_time_is_over_throws_and_takes_no_later_event()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                return await ctx.ScheduleWait<string>("e", Minute);
            }
            catch (WaitTimeoutException late)
            {
                return $"{late.Timeout} {await ctx.ScheduleWait<string>("e")}";
            }
        });

        driver.Start().Fire().Restart().Raise("e", "\"second\"");

        Assert.Equal("\"00:01:00 second\"", driver.Output);
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void A_timeout_that_is_not_caught_fails_the_orchestration_and_says_what_was_waited_for()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.ScheduleWait<string>("Payment", Minute));

        var failure = Assert.IsType<Failure.Application>(driver.Start().Fire().Failure);

        Assert.Equal(ApplicationKind.OrchestrationFailed, failure.Kind);
        Assert.Equal("The wait for event 'Payment' was not answered within 00:01:00.", failure.Message);
    }

    [Fact]
    public void A_message_that_came_in_time_and_that_nobody_read_goes_back_when_its_wait_loses()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var message = ctx.ReceiveMessage<string>("q", Minute);
            await ctx.Call("a");
            var first = await ctx.Select(ctx.Branch(() => Task.FromResult("at once")), message);
            return first.Match(done => done, read => read) + await ctx.ReceiveMessage<string>("q");
        });

        driver.Start().Enqueue("q", "\" and read\"").Complete("a", "\"\"");

        Assert.Equal("\"at once and read\"", driver.Output);
    }

    [Fact]
    public void A_wait_that_is_cancelled_or_loses_takes_its_timer_along()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.ScheduleWait<string>("cancelled", Minute).Cancel();
            await ctx.Select(ctx.ScheduleWait<string>("lost", Minute), ctx.Call("a"));
            return await ctx.Call("b");
        });

        driver.Start().Complete("a", "\"\"");

        Assert.Equal([2, 3, 6, 7], driver.Cancelled.Select(id => id.Value).Order());
        Assert.Equal(1, driver.OpenCount);
    }

    [Fact]
    public void A_time_of_zero_takes_what_is_there_already()
    {
        var atOnce = new WaitOptions { Timeout = TimeSpan.Zero };
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Call("a");
            var there = await ctx.ReceiveMessage<string>("q", atOnce);
            try
            {
                return await ctx.ReceiveMessage<string>("q", atOnce);
            }
            catch (WaitTimeoutException)
            {
                return there;
            }
        });

        driver.Start().Enqueue("q", "\"there\"").Complete("a", "\"\"").Fire();

        Assert.Equal("\"there\"", driver.Output);
    }

    [Fact]
    public void A_wait_whose_time_is_over_wins_a_race_with_its_exception()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Select(ctx.Call("a"), ctx.ScheduleWait<string>("e", Minute));
            return "never";
        });

        driver.Start().Fire();

        Assert.Contains("event 'e'", driver.Failure.Display, StringComparison.Ordinal);
        Assert.Equal([new EventId(3), new EventId(2)], driver.Cancelled);
    }
}

namespace Duroxide.Tests;

/// <summary>Different kinds of steps beside one another.</summary>
public class MixedStepTests
{
    [Fact]
    public void An_event_and_a_message_race_and_are_then_both_joined()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var first = await ctx.Select(ctx.ScheduleWait<string>("x"), ctx.ReceiveMessage<string>("x"));
            var (raised, sent) = await ctx.Join(ctx.ScheduleWait<string>("x"), ctx.ReceiveMessage<string>("x"));
            return $"{first.Index} {raised} {sent}";
        });

        driver.Start().Raise("x", "\"e1\"").Enqueue("x", "\"m1\"").Enqueue("x", "\"m2\"").Raise("x", "\"e2\"");

        Assert.Equal("\"0 e2 m1\"", driver.Output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_step_takes_two_events_of_history_and_an_execution_two_more(int steps)
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            for (var step = 0; step < steps; step++)
            {
                await (step % 2 == 0 ? ctx.Call("a") : ctx.ScheduleTimer(TimeSpan.FromMinutes(1)).Map(_ => ""));
            }
            return "done";
        });
        driver.Start();

        for (var step = 0; step < steps; step++)
        {
            _ = step % 2 == 0 ? driver.Complete("a", "\"\"") : driver.Fire();
        }

        Assert.Equal("\"done\"", driver.Output);
        Assert.Equal(2 + 2 * steps, driver.History.Count);
    }

    [Fact]
    public void An_orchestration_that_took_an_id_and_the_time_is_cancelled_like_any_other()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var made = $"{ctx.NewGuid()} {ctx.UtcNow}";
            return await ctx.Call("a") + made;
        });

        driver.Start().Restart().Take(new Delivery.Cancel("enough"));

        Assert.Equal("canceled: enough", driver.Failure.Display);
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void Time_never_runs_back_from_turn_to_turn()
    {
        var seen = new List<DateTimeOffset>();
        using var driver = Driver.Of<string>(async ctx =>
        {
            var times = new List<DateTimeOffset>();
            for (var turn = 0; turn < 3; turn++)
            {
                times.Add(ctx.UtcNow);
                await ctx.Select(ctx.ReceiveMessage<string>("q"), ctx.ScheduleTimer(TimeSpan.FromHours(1)));
            }
            seen = times;
            return "done";
        });

        driver.Start().Fire().SetBack(TimeSpan.FromHours(2)).Enqueue("q", "\"m\"").Fire();

        Assert.Equal("\"done\"", driver.Output);
        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(1)],
            seen.Select(time => time - seen[0])
        );
    }
}

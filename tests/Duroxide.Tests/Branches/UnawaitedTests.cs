namespace Duroxide.Tests;

/// <summary>Work that an execution begins and does not wait for is cancelled by its end, and that is told.</summary>
public class UnawaitedTests
{
    static readonly Orchestration<int, int> Child = new("child", (_, number) => Task.FromResult(number));

    [Fact]
    public void Work_that_is_cancelled_by_the_end_is_warned_of_with_its_names()
    {
        using var driver = Driver.Of<string>(ctx =>
        {
            _ = ctx.Call("mail");
            _ = ctx.ScheduleSubOrchestration(Child, 1);
            return Task.FromResult("done");
        });

        driver.Start();

        Assert.Equal("\"done\"", driver.Output);
        var warning = Assert.Single(driver.Traces, line => line.Level == TraceLevel.Warning);
        Assert.StartsWith(
            "Instance 'instance' (orchestration 'tested' 1.0.0) completed while work that it had begun was open, which is "
                + "cancelled by that: Activity 'mail' (event 2), Sub-orchestration 'child' (event 3).",
            warning.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void So_is_work_that_is_cancelled_by_continuing_as_new()
    {
        using var driver = Driver.Of<int, Unit>(
            async (ctx, number) =>
            {
                _ = ctx.Call("mail");
                return await ctx.ContinueAsNew(number);
            },
            1
        );

        driver.Start();

        Assert.IsType<Ending.ContinuedAsNew>(driver.Ending);
        var warning = Assert.Single(driver.Traces, line => line.Level == TraceLevel.Warning);
        Assert.Contains("continued as new while work", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_given_up_lost_a_race_or_was_answered_is_not_warned_of_nor_is_a_wait_or_a_timer()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.Call("given up").Cancel();
            _ = ctx.Call("answered");
            _ = ctx.ScheduleWait<string>("never");
            _ = ctx.ScheduleTimer(TimeSpan.FromDays(1));
            await ctx.Select(ctx.Call("fast"), ctx.Call("slow"));
            return "done";
        });

        driver.Start().Complete("answered", "\"\"").Complete("fast", "\"\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Traces);
    }

    [Fact]
    public void Code_that_fails_leaves_work_open_as_a_matter_of_course()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var (one, _) = (ctx.Call("one"), ctx.Call("other"));
            return await one;
        });

        driver.Start().Fail("one");

        Assert.Equal("broken", driver.Failure.Display);
        Assert.Empty(driver.Traces);
    }
}

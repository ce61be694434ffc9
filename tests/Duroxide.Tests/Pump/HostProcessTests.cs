namespace Duroxide.Tests;

/// <summary>What an orchestration does to the process around it.</summary>
public class HostProcessTests
{
    [Fact]
    public void Failures_that_nobody_awaits_do_not_surface_in_the_process()
    {
        var surfaced = new List<string>();
        void Surface(object? sender, UnobservedTaskExceptionEventArgs args) => surfaced.Add(args.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Surface;
        try
        {
            Fail();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Surface;
        }

        Assert.DoesNotContain(surfaced, text => text.Contains("unawaited", StringComparison.Ordinal));
    }

    [Fact]
    public void The_callers_context_is_as_it_was()
    {
        var context = new SynchronizationContext();
        SynchronizationContext.SetSynchronizationContext(context);
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"));

        driver.Start().Complete("a", "\"\"");

        Assert.Same(context, SynchronizationContext.Current);
        Assert.Same(TaskScheduler.Default, TaskScheduler.Current);
        SynchronizationContext.SetSynchronizationContext(null);
    }

    [Fact]
    public void A_program_says_since_when_its_code_runs()
    {
        OrchestrationProgram? program = null;
        var running = (false, 0L);
        using var driver = Driver.Of<string>(async ctx =>
        {
            running = (program!.IsRunning, program.RunningSince);
            return await ctx.Call("a");
        });
        driver.Replays = false;
        program = driver.Program;

        driver.Start();

        Assert.True(running.Item1);
        Assert.NotEqual(0, running.Item2);
        Assert.Equal((false, 0L), (program.IsRunning, program.RunningSince));
    }

    [Fact]
    public void A_turn_that_is_run_inside_another_one_leaves_the_outer_one_its_thread()
    {
        using var inner = Driver.Of<string>(async ctx => await ctx.Call("b"));
        using var outer = Driver.Of<string>(async ctx =>
        {
            inner.Start();
            return await ctx.Call("a");
        });
        outer.Replays = false;

        outer.Start().Complete("a", "\"A\"");

        Assert.Equal("\"A\"", outer.Output);
        Assert.Equal("\"B\"", inner.Complete("b", "\"B\"").Output);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static void Fail()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            _ = ctx.Call("a");
            _ = ctx.Call("a").Map(text => text.Length);
            _ = ctx.Call("a", new() { Retry = RetryPolicy.Immediate(2) });
            return await ctx.Call("b");
        });
        driver.Start();
        for (var times = 0; times < 4; times++)
        {
            driver.Fail("a", "unawaited");
        }
        driver.Complete("b", "\"\"");
    }
}

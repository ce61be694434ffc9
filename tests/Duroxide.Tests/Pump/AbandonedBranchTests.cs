namespace Duroxide.Tests;

public class AbandonedBranchTests
{
    const int Count = 100_000;

    [Fact]
    public void A_hundred_thousand_abandoned_branches_are_collected_while_the_program_lives()
    {
        var states = new List<WeakReference>(Count);
        using var driver = Driver.Of<string>(async ctx =>
        {
            for (var branch = 0; branch < Count; branch++)
            {
                await ctx.Select(ctx.Branch(() => Lose(ctx)), ctx.Branch(() => Task.FromResult("won")));
            }
            return await ctx.Call("end");
        });
        driver.Replays = false;
        driver.Start(new Limits { HistoryEvents = int.MaxValue, AsksPerRun = int.MaxValue });

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(Count, states.Count);
        Assert.InRange(states.Count(state => state.IsAlive), 0, 10);
        Assert.Equal("\"x\"", driver.Complete("end", "\"x\"").Output);

        async Task<string> Lose(OrchestrationContext ctx)
        {
            var held = new object();
            states.Add(new(held));
            await Task.WhenAll(ctx.ScheduleWait<Unit>("never").AsTask());
            return held.ToString()!;
        }
    }

    [Fact]
    public void A_program_that_is_let_go_is_collected_with_its_waiting_code()
    {
        var program = Waiting();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(program.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference Waiting()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"));
        driver.Start();
        return new(driver.Program);
    }
}

using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

/// <summary>A timer that is due some day is progress, and a standstill is told with what is waited for.</summary>
public class SimulatedTimeTests
{
    const string Ends = "The script comes to its end.";

    [Theory]
    [InlineData(365)]
    [InlineData(1_100)]
    public void A_timer_that_is_due_in_years_is_waited_for(int days) =>
        Sleeping(TimeSpan.FromDays(days)).Run(seed: 1, runs: 3).EnsureHolds();

    [Fact]
    public void A_timer_that_is_due_after_a_storm_is_waited_for()
    {
        var storm = Sleeping(TimeSpan.FromHours(1)) with
        {
            Nodes = 3,
            Faults = new() { Slow = 100, Pauses = 30 },
        };

        storm.Run(seed: 1, runs: 30).EnsureHolds();
    }

    [Fact]
    public void A_standstill_is_told_with_what_is_waited_for()
    {
        var waits = new Orchestration<int, string>("Waits", (ctx, _) => ctx.ScheduleWait<string>("Approved").AsTask());
        var simulation = new Simulation(
            "nobody approves",
            () =>
                new(
                    new RegistryBuilder().Add(waits).Build(),
                    async (client, _) =>
                    {
                        await client.StartOrchestrationAsync(waits, "order-1", 1);
                        await client.WaitForEndAsync("order-1");
                    }
                )
        );

        var violation = (simulation with { Faults = FaultRates.None }).Run(seed: 1, runs: 1).Failure?.Violation;

        Assert.Equal(Ends, violation?.Law);
        Assert.Contains(
            "order-1 waits: #2: nobody has raised event Approved",
            violation!.Explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_spent_bound_names_its_option()
    {
        var violation = (Sleeping(TimeSpan.FromDays(365)) with { MaxSteps = 100 })
            .Run(seed: 1, runs: 1)
            .Failure?.Violation;

        Assert.Contains("Simulation.MaxSteps", violation?.Explanation, StringComparison.Ordinal);
        Assert.Contains("the timer of 365.00:00:00 is due at", violation?.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_run_is_a_test_to_paste()
    {
        var failing = Sleeping(TimeSpan.FromDays(1)) with { MaxSteps = 20 };

        var run = Enumerable
            .Range(1, 20)
            .Select(step => failing.Play(seed: 7, new Fault(step, FaultKind.Crash, 5)))
            .First(played => played.Faults.Count == 1);
        var step = run.Faults[0].Step;

        Assert.Equal(
            $$"""
            // The script comes to its end.
            [Fact]
            public void The_script_comes_to_its_end() =>
                Simulation.Play(seed: 7, new Fault({{step}}, FaultKind.Crash, 5)).EnsureHolds();

            """,
            run.ToCSharp()
        );
        Assert.Equal(
            $$"""
            // The script comes to its end.
            [<Fact>]
            let ``The script comes to its end`` () =
                simulation.Play(7L, [| Fault({{step}}, FaultKind.Crash, 5) |]).EnsureHolds() |> ignore

            """,
            run.ToFSharp()
        );
        Assert.Throws<TestExpectationException>(() => run.EnsureHolds());
    }

    [Fact]
    public void A_law_that_throws_is_a_broken_law()
    {
        var sleeping = Sleeping(TimeSpan.FromDays(1));
        string? nothing = null;
        var throwing = sleeping with { App = () => sleeping.App().Always("It is short.", () => nothing!.Length < 3) };

        var violation = throwing.Run(seed: 1, runs: 1).Failure?.Violation;

        Assert.Equal("It is short.", violation?.Law);
        Assert.Contains("NullReferenceException", violation!.Explanation, StringComparison.Ordinal);
    }

    static Simulation Sleeping(TimeSpan length)
    {
        var sleeps = new Orchestration<int, int>(
            "Sleeps",
            async (ctx, n) =>
            {
                await ctx.ScheduleTimer(length);
                return n;
            }
        );
        return new(
            "a long sleep",
            () =>
                new(
                    new RegistryBuilder().Add(sleeps).Build(),
                    async (client, _) =>
                    {
                        await client.StartOrchestrationAsync(sleeps, "one", 1);
                        await client.WaitForEndAsync("one");
                    }
                )
        );
    }
}

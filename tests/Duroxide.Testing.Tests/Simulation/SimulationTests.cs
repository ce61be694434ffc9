using System.Globalization;
using System.Runtime.CompilerServices;
using Duroxide.Providers;

namespace Duroxide.Testing.Tests;

public class SimulationTests
{
    const string SeedsVariable = "DUROXIDE_SIMULATION_SEEDS";
    const string FirstSeedVariable = "DUROXIDE_SIMULATION_FIRST_SEED";

    static readonly Activity<int, int> Work = new("Work", (_, n) => Task.FromResult(n));

    static readonly Orchestration<int, int> Works = new(
        "Works",
        async (ctx, n) => await ctx.ScheduleActivity(Work, n) + await ctx.ScheduleActivity(Work, n)
    );

    static readonly Registry Registry = new RegistryBuilder().Add(Work).Add(Works).Build();

    static int Seeds(int usual) => Number(SeedsVariable) ?? usual;

    static int FirstSeed => Number(FirstSeedVariable) ?? 1;

    [Fact]
    public void Without_faults_the_script_ends_the_same_way_on_every_schedule() =>
        (Shop.Simulation with { Faults = FaultRates.None }).Run(FirstSeed, Seeds(60)).EnsureHolds();

    [Fact]
    public void No_fault_changes_what_a_shop_sells() => Shop.Simulation.Run(FirstSeed, Seeds(2_000)).EnsureHolds();

    [Fact]
    public void No_fault_changes_what_a_market_promises() =>
        Market.Simulation.Run(FirstSeed, Seeds(2_000)).EnsureHolds();

    [Fact]
    public void No_suspension_changes_what_a_shop_sells() => Shop.WithPauses.Run(FirstSeed, Seeds(300)).EnsureHolds();

    [Fact]
    public void One_node_is_enough_when_another_takes_its_place() =>
        (Shop.Simulation with { Nodes = 1 }).Run(FirstSeed, Seeds(40)).EnsureHolds();

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        Fault[] faults = [new(40, FaultKind.Crash, 5), new(90, FaultKind.Pause, 30), new(200, FaultKind.Stop, 3)];

        var one = Market.Simulation.Play(42, faults);
        var other = Market.Simulation.Play(42, faults);

        Assert.Equal(one.Trace, other.Trace);
        Assert.Equal(one.Recordings, other.Recordings);
        Assert.NotEmpty(one.Faults);
    }

    [Fact]
    public void Runs_take_activities_with_turns_and_answers_with_the_next_and_tell_so()
    {
        var runs = Enumerable.Range(1, 10).Select(seed => string.Join('\n', Shop.Simulation.Play(seed).Trace)).ToList();

        Assert.Contains(runs, run => run.Contains(", and takes activity ", StringComparison.Ordinal));
        Assert.Contains(runs, run => run.Contains("commits the answers of activity ", StringComparison.Ordinal));
        Assert.DoesNotContain(runs, run => run.Contains("Lease {", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(Shop.Simulation.Play(1).Trace, Shop.Simulation.Play(2).Trace);

    [Fact]
    public void Nothing_of_a_run_is_kept_when_it_is_over()
    {
        var stores = Played(new Fault(40, FaultKind.Crash, 5));

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.NotEmpty(stores);
        Assert.All(stores, store => Assert.False(store.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<WeakReference> Played(params Fault[] faults)
    {
        List<WeakReference> stores = [];
        var simulation = Shop.Simulation with
        {
            Provider = time =>
            {
                var store = new InMemoryProvider(time);
                stores.Add(new(store));
                return store;
            },
        };
        Assert.Null(simulation.Play(1, faults).Violation);
        return stores;
    }

    [Fact]
    public void A_store_that_is_away_for_long_is_waited_for() =>
        Assert.Null(Shop.Simulation.Play(1, new Fault(40, FaultKind.Outage, 1800)).Violation);

    [Fact]
    public void A_run_is_told_with_numbered_steps_its_faults_and_how_to_play_it_again()
    {
        var story = Shop.Simulation.Play(42, new Fault(70, FaultKind.Crash, 5)).ToString();

        Assert.StartsWith("a shop sells in two rounds: seed 42, ", story, StringComparison.Ordinal);
        Assert.Contains("   70. +00:00:00", story, StringComparison.Ordinal);
        Assert.Contains(" dies; another takes its place in 5 s", story, StringComparison.Ordinal);
        Assert.EndsWith(
            "To play it again: simulation.Play(seed: 42, new Fault(70, FaultKind.Crash, 5))\n",
            story,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_app_that_charges_twice_after_a_crash_is_found_and_needs_one_fault()
    {
        var report = Careless().Run(seed: 1, runs: 200);

        Assert.Equal("Nobody pays twice.", report.Failure?.Violation?.Law);
        Assert.Single(report.Failure!.Faults);
        Assert.Equal(
            report.Failure.Violation,
            Careless().Play(report.Failure.Seed, [.. report.Failure.Faults]).Violation
        );
    }

    [Fact]
    public void What_breaks_without_faults_is_reported_without_faults()
    {
        var broken = Shop.Simulation with { Provider = BrokenProviders.All[0].Open };

        Assert.Empty(broken.Run(seed: 1, runs: 1).Failure!.Faults);
    }

    [Fact]
    public void What_a_limit_of_the_nodes_refuses_is_no_divergence()
    {
        var talks = new Orchestration<int, int>(
            "Talks",
            (ctx, n) =>
            {
                ctx.SetCustomStatus("a status that is too long");
                return Task.FromResult(n);
            }
        );
        var app = new SimulatedApp(
            new RegistryBuilder().Add(talks).Build(),
            async (client, _) =>
            {
                await client.StartOrchestrationAsync(talks, "talks", 1);
                await client.WaitForEndAsync("talks");
            }
        );
        var limited = app with
        {
            Options = app.Options with { Limits = Limits.Default with { CustomStatusBytes = 10 } },
        };

        new Simulation("a limited app", () => limited).Run(seed: 1, runs: 3).EnsureHolds();
    }

    [Fact]
    public void A_session_that_ends_while_its_node_has_room_for_one_lets_the_next_one_in()
    {
        const int sessions = 5;
        var talks = new Orchestration<int, int>(
            "Talks",
            async (ctx, n) => await ctx.ScheduleActivity(Work, n, new() { Session = $"session {n}" })
        );
        var registry = new RegistryBuilder().Add(Work).Add(talks).Build();
        var app = new SimulatedApp(
            registry,
            async (client, _) =>
            {
                for (var n = 1; n <= sessions; n++)
                {
                    await client.StartOrchestrationAsync(talks, $"talks {n}", n);
                }
                for (var n = 1; n <= sessions; n++)
                {
                    await client.WaitForEndAsync($"talks {n}");
                }
            }
        );
        var crowded = app with { Options = app.Options with { MaxSessions = 1 } };

        new Simulation("a full house", () => crowded).Run(FirstSeed, Seeds(50)).EnsureHolds();
    }

    [Fact]
    public void Waiting_for_what_never_comes_is_reported()
    {
        var waiting = new Simulation(
            "nobody comes",
            () => new(Registry, (client, _) => client.WaitForEndAsync("nobody"))
        );

        Assert.Equal("The script comes to its end.", waiting.Run(seed: 1, runs: 1).Failure?.Violation?.Law);
    }

    [Fact]
    public void Leaving_the_simulations_thread_is_reported()
    {
        // One for each attempt: an attempt that found it complete would stay on the simulation's thread.
        TaskCompletionSource? elsewhere = null;
        var activity = new Activity<int, int>(
            "Elsewhere",
            async (_, n) =>
            {
                elsewhere = new();
                await elsewhere.Task;
                return n;
            }
        );
        var orchestration = new Orchestration<int, int>("Goes", (ctx, n) => ctx.ScheduleActivity(activity, n).AsTask());
        var straying = new Simulation(
            "an activity in the pool",
            () =>
                new(
                    new RegistryBuilder().Add(activity).Add(orchestration).Build(),
                    async (client, time) =>
                    {
                        await client.StartOrchestrationAsync(orchestration, "one", 1);
                        while (await client.GetStatusAsync("one") is not OrchestrationStatus.Completed)
                        {
                            if (elsewhere is { } waiting)
                            {
                                elsewhere = null;
                                var stranger = new Thread(waiting.SetResult);
                                stranger.Start();
                                stranger.Join();
                            }
                            await Task.Delay(TimeSpan.FromSeconds(1), time);
                        }
                    }
                )
        )
        {
            MaxSteps = int.MaxValue,
        };

        var violation = straying.Run(seed: 1, runs: 1).Failure?.Violation;

        Assert.Equal("Everything happens on the simulation's thread.", violation?.Law);
        // The lines of this file, and not the two hundred of the platform around them.
        Assert.Contains($"{nameof(SimulationTests)}.cs:line", violation!.Explanation, StringComparison.Ordinal);
        Assert.True(violation.Explanation.Split('\n').Length < 10, violation.Explanation);
    }

    [Fact]
    public void What_does_not_hold_at_the_end_is_reported()
    {
        var wrong = new Simulation(
            "a wrong sentence",
            () =>
                new SimulatedApp(Registry, PlayAsync).Finally(
                    "Nothing is recorded.",
                    recordings => recordings.Count == 0
                )
        );

        Assert.Equal("Nothing is recorded.", wrong.Run(seed: 1, runs: 1).Failure?.Violation?.Law);
    }

    /// <summary>A shop whose card is charged anew each time the activity runs.</summary>
    static Simulation Careless() =>
        new(
            "a careless shop",
            () =>
            {
                var charges = 0;
                var charge = new Activity<int, int>("Work", (_, _) => Task.FromResult(++charges));
                var registry = new RegistryBuilder().Add(charge).Add(Works).Build();
                return new SimulatedApp(registry, PlayAsync).Always("Nobody pays twice.", () => charges <= 2);
            }
        );

    static async Task PlayAsync(DuroxideClient client, TimeProvider time)
    {
        await client.StartOrchestrationAsync(Works, "one", 1);
        await client.WaitForEndAsync("one");
    }

    static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}

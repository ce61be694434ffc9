using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Sqlite.Tests;

/// <summary>The whole runtime over this store, in the simulation: it has a thread of its own, but one call at a time decides all.</summary>
public class SimulationTests
{
    private static readonly Activity<int, int> Double = new("Double", (_, n) => Task.FromResult(2 * n));

    private static readonly Orchestration<int, int> Child = new(
        "Child",
        async (context, n) =>
        {
            await context.ScheduleTimer(TimeSpan.FromHours(n));
            return await context.ScheduleActivity(Double, n);
        }
    );

    private static readonly Orchestration<int, int> Parent = new(
        "Parent",
        async (context, round) =>
        {
            context.SetCustomStatus($"round {round}");
            var children = Enumerable.Range(1, 2).Select(n => context.ScheduleSubOrchestration(Child, n)).ToList();
            context.SetValue("sum", (await context.Join(children)).Sum());
            var message = await context.ReceiveMessage<int>("messages");
            return round < 2 ? await context.ContinueAsNew(round + 1) : message;
        }
    );

    private static readonly Registry Registry = new RegistryBuilder().Add(Double).Add(Child).Add(Parent).Build();

    private static Simulation Simulation { get; } =
        new("a family over SQLite", () => new(Registry, PlayAsync))
        {
            Provider = time => new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory) { Time = time }),
        };

    [Fact]
    public void No_fault_changes_what_a_family_comes_to() => Simulation.Run(seed: 1, runs: 100).EnsureHolds();

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        Fault[] faults = [new(40, FaultKind.Crash, 5), new(41, FaultKind.Crash, 5), new(90, FaultKind.Pause, 30)];

        var one = Simulation.Play(7, faults);
        var other = Simulation.Play(7, faults);

        Assert.Equal(one.Trace, other.Trace);
        Assert.Equal(one.Recordings, other.Recordings);
    }

    [Fact]
    public void A_run_is_the_same_as_over_the_memory_store()
    {
        var inMemory = Simulation with { Provider = time => new InMemoryProvider(time) };

        Assert.Equal(inMemory.Play(7).Recordings, Simulation.Play(7).Recordings);
    }

    private static async Task PlayAsync(DuroxideClient client, TimeProvider time)
    {
        await client.StartOrchestrationAsync(Parent, "parent", 1);
        await client.SendMessageAsync("parent", "messages", 1);
        await client.SendMessageAsync("parent", "messages", 2);
        var last = await client.WaitForCompletionAsync<int>("parent");
        if (last != 2)
        {
            throw new InvalidOperationException($"The last message was {last} instead of 2.");
        }
    }
}

namespace Duroxide.Testing.Tests;

/// <summary>Forks and retention in the simulation: nodes die and come again while one of them sweeps.</summary>
public class TidyingTests
{
    const int Ended = 25;

    static readonly Activity<int, int> Work = new("Work", (_, n) => Task.FromResult(n));

    static readonly Orchestration<int, int> Works = new(
        "Works",
        async (ctx, n) => await ctx.ScheduleActivity(Work, n) + await ctx.ScheduleActivity(Work, n)
    );

    static readonly Orchestration<int, int> Family = new(
        "Family",
        async (ctx, n) => await ctx.ScheduleSubOrchestration(Works, n)
    );

    static readonly Orchestration<int, int> Waits = new(
        "Waits",
        async (ctx, n) => n + await ctx.ReceiveMessage<int>("numbers")
    );

    static readonly Registry Registry = new RegistryBuilder().Add(Work).Add(Works).Add(Family).Add(Waits).Build();

    static Simulation Simulation { get; } = new("a store is tidied", App);

    [Fact]
    public void No_fault_changes_what_a_fork_comes_to_and_what_retention_leaves() =>
        Simulation.Run(seed: 1, runs: 100).EnsureHolds();

    static SimulatedApp App()
    {
        var app = new SimulatedApp(Registry, PlayAsync);
        // Longer than any clock jumps, or what the script waits for would be gone when it asks.
        var retention = new RetentionOptions
        {
            Default = new() { KeepFor = TimeSpan.FromDays(30) },
            Interval = TimeSpan.FromHours(6),
        };
        return app with { Options = app.Options with { Retention = retention } };
    }

    static async Task PlayAsync(DuroxideClient client, TimeProvider time)
    {
        await client.StartOrchestrationAsync(Waits, "waits", 1);
        foreach (var number in Enumerable.Range(1, Ended))
        {
            await client.StartOrchestrationAsync(Family, $"family {number}", number);
        }
        await client.StartOrchestrationAsync(Works, "works", 7);
        await client.WaitForCompletionAsync(Works, "works");
        // The second activity runs again.
        await client.Management.ForkInstanceAsync("works", "fork", new() { Before = new EventId(5) });
        Require(await client.WaitForCompletionAsync(Works, "fork") == 14, "The fork came to something else.");
        foreach (var number in Enumerable.Range(1, Ended))
        {
            Require(
                await client.WaitForCompletionAsync(Family, $"family {number}") == 2 * number,
                "A family came to something else."
            );
        }
        while ((await client.Management.GetMetricsAsync()).Instances > 1)
        {
            await Task.Delay(TimeSpan.FromDays(1), time);
        }
        await client.SendMessageAsync("waits", "numbers", 2);
        Require(await client.WaitForCompletionAsync(Waits, "waits") == 3, "What runs did not stay.");
    }

    static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new InvalidOperationException(sentence);
        }
    }
}

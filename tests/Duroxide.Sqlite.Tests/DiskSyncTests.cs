using Duroxide.Core;
using Duroxide.Providers;
using SQLitePCL;

namespace Duroxide.Sqlite.Tests;

/// <summary>What is acknowledged is on the disk: each commit waits for it once, and only those who promise something wait.</summary>
public sealed class DiskSyncTests : IDisposable
{
    private static readonly Activity<int, int> AddOne = new("add-one", (_, number) => Task.FromResult(number + 1));

    private static readonly Orchestration<int, int> Chain = new(
        "chain",
        async (context, steps) =>
        {
            var sum = 0;
            for (var step = 0; step < steps; step++)
            {
                sum = await context.ScheduleActivity(AddOne, sum);
            }
            return sum;
        }
    );

    private readonly TemporaryFile file = new();

    static DiskSyncTests()
    {
        Batteries_V2.Init();
        DiskSyncs.Count();
    }

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_lone_commit_that_is_acknowledged_waits_for_the_disk_once()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        var before = Syncs;

        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal([true], await provider.CreateInstancesAsync([New($"one-{number}")], CancellationToken.None));
            Assert.Equal(before + number, Syncs);
        }
    }

    [Fact]
    public async Task A_commit_of_many_waits_once_for_all()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        var before = Syncs;

        await provider.CreateInstancesAsync(
            [.. Enumerable.Range(1, 100).Select(number => New($"one-{number}"))],
            CancellationToken.None
        );

        Assert.Equal(before + 1, Syncs);
    }

    [Fact]
    public async Task A_fetch_promises_nothing_and_waits_for_no_disk()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await provider.CreateInstancesAsync([New("one")], CancellationToken.None);
        var before = Syncs;

        var fetched = await provider.FetchTurnsAsync(
            new TurnFetch(1, TimeSpan.FromSeconds(30), TimeSpan.Zero),
            CancellationToken.None
        );

        Assert.Single(fetched);
        Assert.Equal(before, Syncs);
    }

    [Fact]
    public async Task With_normal_synchronisation_a_commit_waits_for_no_disk()
    {
        var options = new SqliteOptions(file.Path) { Synchronous = SqliteSynchronous.Normal };
        await using var provider = await Stores.OpenAsync(options);
        var before = Syncs;

        await provider.CreateInstancesAsync([New("one")], CancellationToken.None);

        Assert.Equal(before, Syncs);
    }

    [Fact]
    public async Task A_chain_of_activities_waits_once_a_step()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await using var runtime = await DuroxideRuntime.StartAsync(
            provider,
            new RegistryBuilder().Add(AddOne).Add(Chain).Build()
        );
        await RunAsync("warm", steps: 3);
        var before = Syncs;

        await RunAsync("one", steps: 100);

        // The start with its first turn, and each answer with the turn that it brings; a log that begins anew syncs its head.
        Assert.InRange(Syncs - before, 101, 103);

        async Task RunAsync(string instance, int steps)
        {
            await runtime.Client.StartOrchestrationAsync(Chain, instance, steps);
            Assert.Equal(steps, await runtime.Client.WaitForCompletionAsync(Chain, instance));
        }
    }

    private int Syncs => DiskSyncs.Of(file.Path + "-wal");

    private static NewInstance New(string instance) => new(new InstanceId(instance), "orders/ship", new byte[] { 1 });
}

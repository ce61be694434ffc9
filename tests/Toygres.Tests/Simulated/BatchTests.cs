using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>Many instances at once, and many that want the same.</summary>
public class BatchTests
{
    private const int Many = 50;

    [Fact]
    public void Of_fifty_that_are_made_at_once_ten_are_at_work_and_all_are_counted()
    {
        FakeFleet fleet = null!;
        BatchStatus? end = null;
        var seen = new List<string?>();
        var simulation = new Simulation(
            "a batch",
            () =>
            {
                fleet = new FakeFleet { Permits = PermitState.Empty.Most };
                // The first ones are still at work when the last ones ask.
                fleet.World.LooksUntilReady = 10;
                return fleet
                    .ToApp(async (client, time) => end = await MakeAsync(client, time, seen))
                    .Always("No more are made at a time than have a permit.", () => fleet.World.MostMaking <= 10);
            }
        ) with
        {
            Faults = FaultRates.None,
        };

        simulation.Play(seed: 1).EnsureHolds();

        Assert.Equal(10, fleet.World.MostMaking);
        Assert.Equal((Many, Many, 0, 0), (end!.Total, end.Completed, end.Failed, end.Creating));
        Assert.Contains(seen, status => status?.Contains("\"creating\":50", StringComparison.Ordinal) is true);
        var rows = fleet.Rows();
        Assert.Equal(Many, rows.Count);
        Assert.Equal(Many, rows.Select(row => row.Endpoint!.Port).Distinct().Count());
        Assert.Equal(Many, rows.Select(row => row.UserName).Distinct().Count());
    }

    [Fact]
    public void A_batch_on_a_full_disk_counts_what_failed_and_says_why()
    {
        FakeFleet fleet = null!;
        BatchStatus? end = null;
        var simulation = new Simulation(
            "a batch without room",
            () =>
            {
                fleet = new FakeFleet { Permits = PermitState.Empty.Most };
                fleet.World.IsFull = true;
                return fleet.ToApp(async (client, time) => end = await MakeAsync(client, time, []));
            }
        ) with
        {
            Faults = FaultRates.None,
        };

        simulation.Play(seed: 1).EnsureHolds();

        Assert.Equal((Many, 0, Many, 0), (end!.Total, end.Completed, end.Failed, end.Creating));
        Assert.Equal(10, end.Errors.Count);
        Assert.All(end.Errors, error => Assert.Contains("No space left on device", error));
    }

    [Fact]
    public void A_batch_ends_also_when_one_of_it_is_deleted_before_it_was_counted()
    {
        FakeFleet fleet = null!;
        BatchStatus? end = null;
        var simulation = new Simulation(
            "a batch of which one is deleted",
            () =>
                (fleet = new FakeFleet { Permits = PermitState.Empty.Most }).ToApp(
                    async (client, time) => end = await DeleteOneAsync(fleet, client, time)
                )
        ) with
        {
            Faults = FaultRates.None,
        };

        simulation.Play(seed: 1).EnsureHolds();

        Assert.Equal((3, 3, 0, 0), (end!.Total, end.Completed, end.Failed, end.Creating));
        Assert.Equal(2, fleet.Rows().Count);
    }

    [Fact]
    public void Of_those_that_want_one_name_one_gets_it_and_the_others_are_told()
    {
        FakeFleet fleet = null!;
        var simulation = new Simulation(
            "one name for all",
            () => (fleet = new FakeFleet()).ToApp((client, _) => ContendAsync(fleet, client))
        ) with
        {
            // To be over by the clock ends looks that were in time, and may end an instance that is made.
            Faults = new FaultRates { ClockJumps = 0 },
        };

        simulation.Run(seed: 1, runs: 2).EnsureHolds();

        var refused = fleet.Ended.Where(ended => !ended.EndsWith("done", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, refused.Count);
        Assert.All(refused, ended => Assert.Contains("The name shop is in use by another instance", ended));
        Assert.Equal("shop", Assert.Single(fleet.Rows()).DnsName);
    }

    private static async Task<BatchStatus> DeleteOneAsync(FakeFleet fleet, DuroxideClient client, TimeProvider time)
    {
        var batch = new CreateBatch("shop", 3, new InstanceSize(), Often);
        await client.StartOrchestrationAsync(CreateBatchFlow.Orchestration, "batch-shop", batch);
        InstanceName? made = null;
        while (made is null)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            made = fleet.Rows().FirstOrDefault(row => row is { State: InstanceState.Running, Operation: null })?.Name;
        }
        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-one", On(made.Value));
        return await client.WaitForCompletionAsync(CreateBatchFlow.Orchestration, "batch-shop");
    }

    private static async Task ContendAsync(FakeFleet fleet, DuroxideClient client)
    {
        var names = Enumerable.Range(1, 8).Select(number => Name($"c{number}")).ToList();
        var made = await Task.WhenAll(
            names.Select(name => fleet.CreateAsync(client, name, input => input with { DnsName = "shop" }))
        );
        var winner = names[Array.IndexOf(made, true)];
        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-winner", On(winner));
        // What is gone has no name any more.
        Assert.True(await fleet.CreateAsync(client, Name("late"), input => input with { DnsName = "shop" }));
    }

    private static async Task<BatchStatus> MakeAsync(DuroxideClient client, TimeProvider time, List<string?> seen)
    {
        var batch = new CreateBatch("shop", Many, new InstanceSize(), Often);
        await client.StartOrchestrationAsync(CreateBatchFlow.Orchestration, "batch-shop", batch);
        while (await client.GetStatusAsync("batch-shop") is OrchestrationStatus.Running running)
        {
            seen.Add(running.Info.CustomStatus);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }
        return await client.WaitForCompletionAsync(CreateBatchFlow.Orchestration, "batch-shop");
    }
}

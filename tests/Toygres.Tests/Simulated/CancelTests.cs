using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>What becomes of operations that somebody ends before they are done.</summary>
public class CancelTests
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public void A_fail_over_is_not_cancelled_and_ends_by_itself() =>
        Play(
            async (fleet, client, time) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                var over = await PromoteAsync(fleet, client, time, c, r);

                var refused = await fleet.Client(client, time).CancelAsync("failover-c", "enough");

                Assert.Contains("Wait until it has ended", Assert.IsType<Outcome.Refused>(refused).Reason);
                fleet.World.IsDeaf = false;
                Assert.True(await over);
                Assert.Equal((InstanceState.Stopped, null), Now(fleet, c));
                Assert.Equal((InstanceState.Running, null), Now(fleet, r));
            }
        );

    [Fact]
    public void A_fail_over_that_was_ended_in_the_engine_leaves_one_that_writes_and_can_be_done_again() =>
        Play(
            async (fleet, client, time) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                var over = await PromoteAsync(fleet, client, time, c, r);
                await client.CancelAsync("failover-c", "by somebody who is in the engine");
                Assert.False(await over);
                fleet.World.IsDeaf = false;
                await Task.Delay(TimeSpan.FromMinutes(3), time);
                Assert.Equal((InstanceState.Stopped, null), Now(fleet, c));

                var refused = await fleet.Client(client, time).StartAsync(c);

                Assert.Contains("Fail over from c to r again", Assert.IsType<Outcome.Refused>(refused).Reason);
                Assert.True(await fleet.RunAsync(client, FailOverFlow.Orchestration, "again", Over(c, r)));
                Assert.Null((await fleet.FindAsync(r))!.Follows);
            }
        );

    [Fact]
    public void Who_is_cancelled_while_it_creates_gives_its_permit_to_who_waits() =>
        Play(
            async (fleet, client, time) =>
            {
                var (c, d, late) = (Name("c"), Name("d"), Name("late"));
                fleet.World.Slow.Add(c);
                fleet.World.Slow.Add(d);
                var first = fleet.CreateAsync(client, c, input => input);
                var second = fleet.CreateAsync(client, d, input => input);
                await Task.Delay(TimeSpan.FromSeconds(5), time);
                var third = fleet.CreateAsync(client, late, input => input);
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                Assert.DoesNotContain(late, fleet.World.Clusters.Keys);

                Assert.IsType<Outcome.Done>(await fleet.Client(client, time).CancelAsync("create-c", "enough"));

                await Task.Delay(TimeSpan.FromSeconds(5), time);
                Assert.Contains(late, fleet.World.Clusters.Keys);
                fleet.World.Slow.Clear();
                Assert.False(await first);
                Assert.True(await second && await third);
            }
        );

    [Fact]
    public void A_permit_of_who_ended_without_a_word_is_given_on_although_others_ask_all_the_time() =>
        Play(
            async (fleet, client, time) =>
            {
                InstanceName[] slow = [Name("c"), Name("d")];
                fleet.World.Slow.UnionWith(slow);
                var first = Task.WhenAll(slow.Select(name => fleet.CreateAsync(client, name, input => input)));
                await Task.Delay(TimeSpan.FromSeconds(30), time);
                var waiting = new List<Task<bool>>();
                // Each asks every two minutes, so that no minute is without a message.
                for (var number = 0; number < 4; number++)
                {
                    var name = Name($"late{number}");
                    fleet.World.Slow.Add(name);
                    waiting.Add(fleet.CreateAsync(client, name, input => input));
                    await Task.Delay(TimeSpan.FromSeconds(30), time);
                }

                await client.CancelAsync("create-c", "by somebody who is in the engine");
                await Task.Delay(TimeSpan.FromSeconds(90), time);

                Assert.Contains(Name("late0"), fleet.World.Clusters.Keys);
                fleet.World.Slow.Clear();
                await first;
                Assert.All(await Task.WhenAll(waiting), Assert.True);
            }
        );

    [Fact]
    public void A_backup_that_is_cancelled_leaves_no_trial_behind() =>
        Play(
            async (fleet, client, time) =>
            {
                var c = Name("c");
                await fleet.CreateAsync(client, c, input => input);
                fleet.World.LooksUntilReady = 100;
                var backup = fleet.RunAsync(
                    client,
                    BackupFlow.Orchestration,
                    "backup-monday",
                    new Backup(c, Monday, Keep: 2, Often)
                );
                await Task.Delay(TimeSpan.FromSeconds(10), time);
                Assert.Equal(2, fleet.World.Clusters.Count);

                Assert.IsType<Outcome.Done>(await fleet.Client(client, time).CancelAsync("backup-monday", "enough"));

                Assert.False(await backup);
                await Task.Delay(TimeSpan.FromMinutes(1), time);
                Assert.Equal([c], fleet.Rows().Select(row => row.Name));
                Assert.Equal([c], fleet.World.Clusters.Keys);
            }
        );

    // It waits until somebody can enter the one that was promoted.
    private static async Task<Task<bool>> PromoteAsync(
        FakeFleet fleet,
        DuroxideClient client,
        TimeProvider time,
        InstanceName primary,
        InstanceName replica
    )
    {
        await fleet.CreateAsync(client, primary, input => input);
        await fleet.CreateAsync(client, replica, input => input with { Follows = primary });
        fleet.World.IsDeaf = true;
        var over = fleet.RunAsync(client, FailOverFlow.Orchestration, "failover-c", Over(primary, replica));
        await Task.Delay(TimeSpan.FromSeconds(5), time);
        Assert.Null(fleet.World.Clusters[replica].Follows);
        Assert.Equal(primary, (await fleet.FindAsync(replica))!.Follows);
        return over;
    }

    private static (InstanceState State, string? Operation) Now(FakeFleet fleet, InstanceName name)
    {
        var row = fleet.Rows().Single(row => row.Name == name);
        return (row.State, row.Operation);
    }

    private static void Play(Func<FakeFleet, DuroxideClient, TimeProvider, Task> script)
    {
        var simulation = new Simulation(
            "cancelled",
            () =>
            {
                var fleet = new FakeFleet();
                return fleet.ToApp((client, time) => script(fleet, client, time));
            }
        ) with
        {
            Faults = FaultRates.None,
        };
        simulation.Play(seed: 1).EnsureHolds();
    }
}

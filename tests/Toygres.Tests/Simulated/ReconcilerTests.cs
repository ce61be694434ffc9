using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>The reconciler mends many at once.</summary>
public class ReconcilerTests
{
    [Fact]
    public void A_mend_that_takes_long_holds_up_no_other_one()
    {
        FakeFleet fleet = null!;
        var (slow, quick) = (Name("c"), Name("d"));
        var run = Play(
            () => fleet = new FakeFleet(),
            async (client, time) =>
            {
                await CreateAsync(fleet, client, [slow, quick]);
                fleet.World.Slow.Add(slow);
                fleet.World.Kill(slow);
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                Assert.Equal(ObservedState.Ready, fleet.World.StateOf(slow));
                Assert.NotNull((await fleet.FindAsync(slow))!.Operation);

                fleet.World.Kill(quick);
                await Task.Delay(TimeSpan.FromMinutes(2), time);

                Assert.Equal(ObservedState.Ready, fleet.World.StateOf(quick));
                Assert.Null((await fleet.FindAsync(quick))!.Operation);
                Assert.NotNull((await fleet.FindAsync(slow))!.Operation);
                fleet.World.Slow.Remove(slow);
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                Assert.Null((await fleet.FindAsync(slow))!.Operation);
            }
        );

        // One each: nobody began another one while the first was at work.
        Assert.Equal([slow, quick], MendsOf(run).Select(mend => mend.Name));
    }

    [Fact]
    public void What_belongs_to_nobody_is_taken_away_beside_a_mend_that_takes_long()
    {
        FakeFleet fleet = null!;
        Play(
            () => fleet = new FakeFleet(),
            async (client, time) =>
            {
                await CreateAsync(fleet, client, [Name("c")]);
                fleet.World.Slow.Add(Name("c"));
                fleet.World.Kill(Name("c"));
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                fleet.World.AddStray(Name("stray"));

                await Task.Delay(TimeSpan.FromMinutes(2), time);

                Assert.Equal([Name("c")], fleet.World.Clusters.Keys);
                Assert.NotNull((await fleet.FindAsync(Name("c")))!.Operation);
                fleet.World.Slow.Clear();
                await Task.Delay(TimeSpan.FromMinutes(2), time);
            }
        );
    }

    [Fact]
    public void When_all_servers_of_a_fleet_are_down_ten_are_mended_at_once_and_soon_all()
    {
        const int Many = 25;
        FakeFleet fleet = null!;
        var most = 0;
        var names = Enumerable.Range(10, Many).Select(number => Name($"c{number}")).ToList();
        var run = Play(
            () => fleet = new FakeFleet { Permits = PermitState.Empty.Most },
            async (client, time) =>
            {
                await CreateAsync(fleet, client, names);
                names.ForEach(fleet.World.Kill);
                fleet.World.LooksUntilReady = 4;
                for (var second = 0; second < 120; second++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), time);
                    most = Math.Max(most, fleet.Rows().Count(row => row.Operation is not null));
                }
                Assert.All(names, name => Assert.Equal(ObservedState.Ready, fleet.World.StateOf(name)));
            }
        );

        Assert.Equal(Mends.Most, most);
        Assert.Equal(names, MendsOf(run).Select(mend => mend.Name).Order());
    }

    [Fact]
    public void A_backlog_that_waits_has_nobody_compare_all_the_time_and_goes_on_when_one_has_ended()
    {
        FakeFleet fleet = null!;
        var names = Enumerable.Range(10, Mends.Most + 1).Select(number => Name($"c{number}")).ToList();
        Play(
            () => fleet = new FakeFleet { Permits = PermitState.Empty.Most },
            async (client, time) =>
            {
                await CreateAsync(fleet, client, names);
                names.ForEach(fleet.World.Kill);
                fleet.World.Slow.UnionWith(names);
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                var taken = 0;
                fleet.World.AfterInventory = () => Task.FromResult(taken++);

                await Task.Delay(TimeSpan.FromMinutes(3), time);

                Assert.InRange(taken, 2, 4);
                var waiting = Assert.Single(fleet.Rows(), row => row.Operation is null).Name;
                fleet.World.Slow.Remove(names.First(name => name != waiting));
                await Task.Delay(TimeSpan.FromSeconds(15), time);
                Assert.NotNull((await fleet.FindAsync(waiting))!.Operation);
                fleet.World.Slow.Clear();
            }
        );
    }

    [Fact]
    public void Who_asks_for_a_comparison_is_told_how_many_mends_still_run()
    {
        FakeFleet fleet = null!;
        Play(
            () => fleet = new FakeFleet(),
            async (client, time) =>
            {
                await CreateAsync(fleet, client, [Name("c")]);
                fleet.World.Kill(Name("c"));
                fleet.World.Slow.Add(Name("c"));
                var people = fleet.Client(client, time);

                var early = await people.SyncAsync(TimeSpan.FromSeconds(20));
                fleet.World.Slow.Clear();
                var late = await people.SyncAsync(TimeSpan.FromSeconds(20));

                Assert.EndsWith("1 finding. 1 mend still runs; ask again.", early);
                Assert.EndsWith("0 findings", late);
            }
        );
    }

    // Nobody watches them, so that the reconciler sees alone what befalls them.
    private static Task CreateAsync(FakeFleet fleet, DuroxideClient client, IEnumerable<InstanceName> names) =>
        Task.WhenAll(names.Select(name => fleet.CreateAsync(client, name, input => input with { IsWatched = false })));

    private static IReadOnlyList<(InstanceName Name, InstanceId Orchestration)> MendsOf(SimulatedRun run) =>
        [
            .. run
                .Recordings.Where(recording => recording.Header.Name == MendInstanceFlow.Orchestration.Name)
                .OrderBy(recording => recording.History[0].Time)
                .Select(recording => recording.Header.Instance)
                .Select(id => (Name(id.Value.Split('-')[1]), id)),
        ];

    private static SimulatedRun Play(Func<FakeFleet> make, Func<DuroxideClient, TimeProvider, Task> script)
    {
        var simulation = new Simulation("the reconciler", () => make().ToApp(script)) with
        {
            Faults = FaultRates.None,
            MaxSteps = 100_000,
        };
        return simulation.Play(seed: 1).EnsureHolds();
    }
}

using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>What lives for ever: who forgets, and who begins backups.</summary>
public class UpkeepTests
{
    [Fact]
    public void What_was_deleted_is_forgotten_after_six_hours_and_not_before()
    {
        FakeFleet fleet;
        var (early, late, log) = ((Instance?)null, (Instance?)null, (string[]?)null);
        OrchestrationStatus? operation = null;
        var simulation = new Simulation(
            "the pruner",
            () =>
                (fleet = new FakeFleet()).ToApp(
                    async (client, time) =>
                    {
                        var c = Name("c");
                        var create = new CreateInstance(c, "user", new InstanceSize(), Often);
                        await fleet.RunAsync(client, CreateInstanceFlow.Orchestration, Names.Create(c), create);
                        await fleet.RunAsync(client, DeleteInstanceFlow.Orchestration, "delete-c", On(c));
                        await fleet.StartForeverAsync(client, Pruner.Orchestration, Names.Pruner, Unit.Value);
                        await Task.Delay(TimeSpan.FromHours(5.9), time);
                        early = await fleet.FindAsync(c);
                        await Task.Delay(TimeSpan.FromMinutes(15), time);
                        late = await fleet.FindAsync(c);
                        operation = await client.GetStatusAsync("delete-c");
                        log = await client.GetValueAsync<string[]>(Names.Pruner, "log");
                    }
                )
        ) with
        {
            Faults = FaultRates.None,
        };

        simulation.Play(seed: 1).EnsureHolds();

        Assert.Equal(InstanceState.Deleted, early?.State);
        Assert.Null(late);
        Assert.IsType<OrchestrationStatus.NotFound>(operation);
        Assert.Contains(log!, line => line.Contains("forgot 1 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Backups_are_made_when_they_are_due_and_the_newest_are_kept()
    {
        FakeFleet fleet = null!;
        var simulation = new Simulation(
            "the backups",
            () =>
                (fleet = new FakeFleet()).ToApp(
                    async (client, time) =>
                    {
                        var plan = new BackupPlan(EverySeconds: 600, Keep: 2);
                        await fleet.CreateAsync(client, Name("c"), input => input with { Backups = plan });
                        await fleet.CreateAsync(client, Name("d"), input => input);
                        await fleet.StartForeverAsync(
                            client,
                            BackupScheduler.Orchestration,
                            Names.BackupScheduler,
                            Often
                        );
                        await Task.Delay(TimeSpan.FromMinutes(45), time);
                    }
                )
        ) with
        {
            Faults = FaultRates.None,
        };

        simulation.Play(seed: 1).EnsureHolds();

        var images = fleet.ImageRows();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Equal((Name("c"), true), (image.Source, image.Verified is not null)));
        var apart = images[1].Created - images[0].Created;
        Assert.InRange(apart, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(720));
        Assert.Equal([Name("c"), Name("d")], fleet.Rows().Select(row => row.Name));
    }

    [Fact]
    public void A_backup_is_due_when_the_last_one_was_long_enough_ago_and_nobody_works_on_the_instance()
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(1);
        var row = CreateInstanceFlow.ToRow(
            new CreateInstance(Name("c"), "user", new InstanceSize(), Often)
            {
                Backups = new BackupPlan(EverySeconds: 600, Keep: 2),
            },
            "create-c",
            now,
            Guid.Empty
        ) with
        {
            State = InstanceState.Running,
            Operation = null,
        };

        Assert.True(IsDue(row));
        Assert.True(IsDue(row, Backup(601)));
        Assert.True(IsDue(row, Backup(600), Backup(5) with { IsScheduled = false }));
        Assert.True(IsDue(row, Backup(600), Backup(5) with { Source = Name("d") }));
        Assert.False(IsDue(row, Backup(601), Backup(599)));
        Assert.False(IsDue(row, Backup(10) with { State = ImageState.Failed }));
        Assert.False(IsDue(row with { Operation = "resize-c" }));
        Assert.False(IsDue(row with { State = InstanceState.Stopped }));
        Assert.False(IsDue(row with { Backups = null }));

        bool IsDue(Instance of, params Image[] images) => BackupScheduler.IsDue(of, images, now);

        Image Backup(int secondsAgo) =>
            CreateImageFlow.ToRow(
                new CreateImage(Name("c"), ImageName.Parse($"c-{secondsAgo}"), IsScheduled: true),
                new InstanceSize(),
                "backup",
                now.AddSeconds(-secondsAgo)
            );
    }
}

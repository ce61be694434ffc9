using Duroxide;
using Duroxide.Testing;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>What befalls a fleet from outside, by a clock that the test moves.</summary>
public class TroubleTests
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public void An_instance_that_found_no_room_says_so_and_is_made_when_there_is_some() =>
        Play(
            async (fleet, client, time) =>
            {
                fleet.World.IsFull = true;
                Assert.False(await fleet.CreateAsync(client, Name("c"), input => input));
                var failed = (await fleet.FindAsync(Name("c")))!;
                Assert.Equal(InstanceState.Failed, failed.State);
                Assert.Contains("No space left on device", failed.Failure);
                Assert.Empty(fleet.World.Clusters);

                fleet.World.IsFull = false;
                Assert.True(await fleet.RetryAsync(client, Name("c"), time));

                Assert.Null((await fleet.FindAsync(Name("c")))!.Failure);
            }
        );

    [Fact]
    public void An_image_that_found_no_room_is_not_kept_and_its_source_runs_on() =>
        Play(
            async (fleet, client, _) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input);
                fleet.World.IsFull = true;
                var image = new CreateImage(Name("c"), Monday);

                Assert.False(await fleet.RunAsync(client, CreateImageFlow.Orchestration, "image", image));

                var row = Assert.Single(fleet.ImageRows());
                Assert.Equal(ImageState.Failed, row.State);
                Assert.Contains("No space left on device", row.Failure);
                Assert.Empty(fleet.World.Images);
                Assert.Equal(InstanceState.Running, (await fleet.FindAsync(Name("c")))!.State);
            }
        );

    [Fact]
    public void A_server_that_dies_before_it_has_its_password_is_started_again() =>
        Play(
            async (fleet, client, _) =>
            {
                var dying = 0;
                fleet.World.BeforePassword = name =>
                {
                    if (dying++ < 8)
                    {
                        fleet.World.Kill(name);
                    }
                };
                Assert.True(await fleet.CreateAsync(client, Name("c"), input => input));
                await fleet.RunAsync(
                    client,
                    CreateImageFlow.Orchestration,
                    "image",
                    new CreateImage(Name("c"), Monday)
                );
                dying = 0;

                Assert.True(
                    await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore", Back(Name("c"), Monday))
                );

                Assert.Equal(ObservedState.Ready, fleet.World.StateOf(Name("c")));
            }
        );

    [Fact]
    public void A_server_that_dies_again_and_again_is_given_up_and_cleared_away() =>
        Play(
            async (fleet, client, _) =>
            {
                fleet.World.BeforePassword = fleet.World.Kill;

                Assert.False(await fleet.CreateAsync(client, Name("c"), input => input));

                Assert.Contains("does not run", (await fleet.FindAsync(Name("c")))!.Failure);
                Assert.Empty(fleet.World.Clusters);
            }
        );

    [Fact]
    public void A_fleet_converges_after_its_memory_was_away_for_a_minute() =>
        Play(
            async (fleet, client, time) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input with { DnsName = "orders" });
                var made = fleet.CreateAsync(client, Name("d"), input => input);
                fleet.Absence.IsAway = true;
                fleet.World.Kill(Name("c"));
                var image = fleet.RunAsync(
                    client,
                    CreateImageFlow.Orchestration,
                    "create-image-monday",
                    new CreateImage(Name("c"), Monday)
                );
                await Task.Delay(TimeSpan.FromMinutes(1), time);
                Assert.False(made.IsCompleted);

                fleet.Absence.IsAway = false;

                Assert.True(await made);
                Assert.True(await image);
                Assert.True(fleet.Absence.Refused > 10, "The memory was asked while it was away.");
                await Task.Delay(TimeSpan.FromMinutes(2), time);
                Assert.Equal(Health.Healthy, (await fleet.FindAsync(Name("c")))!.Health);
            }
        );

    [Fact]
    public void A_server_that_was_killed_is_seen_within_one_period_of_its_actor_and_mended() =>
        Play(
            async (fleet, client, time) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input);
                // The reconciler would see it, too.
                await client.CancelAsync(Names.Reconciler, "the actor is to see it alone");
                await Task.Delay(TimeSpan.FromMinutes(5), time);
                var killed = time.GetUtcNow();
                fleet.World.Kill(Name("c"));

                await Task.Delay(TimeSpan.FromSeconds(2 * Often.HealthSeconds), time);

                var looks = await fleet.Memory.ListHealthAsync(Name("c"), 100, CancellationToken.None);
                var sick = Assert.Single(looks, look => look.Health is Health.Unhealthy);
                // A look is three attempts, some seconds apart.
                Assert.InRange(sick.At - killed, TimeSpan.Zero, TimeSpan.FromSeconds(Often.HealthSeconds + 10));
                Assert.Contains("Nobody listens", sick.Error);
                Assert.Equal(Health.Healthy, looks[0].Health);
                Assert.Equal(ObservedState.Ready, fleet.World.StateOf(Name("c")));
            }
        );

    [Fact]
    public void What_lost_its_data_has_failed_and_can_be_restored() =>
        Play(
            async (fleet, client, time) =>
            {
                await fleet.CreateAsync(client, Name("c"), input => input);
                await fleet.RunAsync(
                    client,
                    CreateImageFlow.Orchestration,
                    "image",
                    new CreateImage(Name("c"), Monday)
                );
                fleet.World.Clusters.Remove(Name("c"));
                await Task.Delay(TimeSpan.FromMinutes(3), time);
                var lost = (await fleet.FindAsync(Name("c")))!;
                Assert.Equal((InstanceState.Failed, null), (lost.State, lost.Endpoint));
                Assert.Contains("lost its data", lost.Failure);

                Assert.True(
                    await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore", Back(Name("c"), Monday))
                );
            }
        );

    [Fact]
    public void An_old_primary_follows_the_one_that_took_its_place_and_can_take_it_back() =>
        Play(
            async (fleet, client, _) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                await fleet.CreateAsync(client, c, input => input with { DnsName = "orders" });
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.RunAsync(client, FailOverFlow.Orchestration, "over", Over(c, r));
                await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate", On(r));

                Assert.True(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "rejoin", Under(c, r)));
                var follower = (await fleet.FindAsync(c))!;
                Assert.Equal((InstanceState.Running, r, null), (follower.State, follower.Follows, follower.Failure));
                Assert.Equal(r, fleet.World.Clusters[c].Follows);
                Assert.False(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "round", Under(r, c)));

                Assert.True(await fleet.RunAsync(client, FailOverFlow.Orchestration, "back", Over(r, c)));
                Assert.Equal("orders", (await fleet.FindAsync(c))!.DnsName);
            }
        );

    [Theory]
    [InlineData("the server has it, and the memory has not heard of it")]
    [InlineData("the primary has it, and its replicas have not followed")]
    public void A_rotation_that_is_cancelled_leaves_no_server_that_nobody_enters(string when) =>
        Play(
            async (fleet, client, time) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                await fleet.CreateAsync(client, c, input => input);
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                var old = fleet.World.Clusters[c].Password;
                var isEarly = when.StartsWith("the server", StringComparison.Ordinal);
                // It waits for the memory, or for the replica, until it is cancelled.
                fleet.World.BeforePassword = _ =>
                {
                    fleet.Absence.IsAway = isEarly;
                    fleet.World.IsDeaf = !isEarly;
                };

                var rotation = fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate", On(c));
                await Task.Delay(TimeSpan.FromSeconds(5), time);
                Assert.NotEqual(old, fleet.World.Clusters[c].Password);
                Assert.Equal(isEarly ? 1 : 2, (await fleet.FindAsync(c))!.PasswordVersion);
                await client.CancelAsync("rotate", "enough");
                Assert.False(await rotation);
                fleet.World.BeforePassword = _ => { };
                (fleet.Absence.IsAway, fleet.World.IsDeaf) = (false, false);

                await Task.Delay(TimeSpan.FromMinutes(6), time);
                Assert.All(fleet.Rows(), row => Assert.Equal(Health.Healthy, row.Health));
                Assert.All(fleet.Rows(), row => Assert.True(fleet.World.Enters(row.Name, row.Password!)));
            }
        );

    [Fact]
    public void A_backup_that_is_cancelled_gives_its_instance_back_at_once() =>
        Play(
            async (fleet, client, time) =>
            {
                var c = Name("c");
                await fleet.CreateAsync(client, c, input => input);
                fleet.World.IsFull = true;
                var backup = fleet.RunAsync(
                    client,
                    BackupFlow.Orchestration,
                    "backup-monday",
                    new Backup(c, Monday, Keep: 2, Often)
                );
                await Task.Delay(TimeSpan.FromSeconds(5), time);
                Assert.Equal("create-image-monday", (await fleet.FindAsync(c))!.Operation);
                var asked = time.GetUtcNow();

                Assert.IsType<Outcome.Done>(await fleet.Client(client, time).CancelAsync("backup-monday", "enough"));

                Assert.InRange(time.GetUtcNow() - asked, TimeSpan.Zero, TimeSpan.FromSeconds(2));
                var row = (await fleet.FindAsync(c))!;
                Assert.Equal((InstanceState.Running, null), (row.State, row.Operation));
                Assert.Equal("create-image-monday was cancelled: enough", row.Failure);
                Assert.False(await backup);
                await Task.Delay(TimeSpan.FromSeconds(2), time);
                Assert.Equal(ImageState.Failed, Assert.Single(fleet.ImageRows()).State);
                Assert.IsType<Outcome.Refused>(await fleet.Client(client, time).CancelAsync("backup-monday", "again"));
            }
        );

    [Fact]
    public void What_lost_its_place_follows_nobody_of_another_line() =>
        Play(
            async (fleet, client, _) =>
            {
                var (c, r, s, other) = (Name("c"), Name("r"), Name("s"), Name("other"));
                await fleet.CreateAsync(client, other, input => input);
                await fleet.CreateAsync(client, c, input => input);
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.CreateAsync(client, s, input => input with { Follows = c });
                await fleet.RunAsync(client, FailOverFlow.Orchestration, "over", Over(c, r));

                // It followed the same, and is of the same line.
                await fleet.RunAsync(client, StopInstanceFlow.Orchestration, "stop", On(s));
                Assert.True(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "sibling", Under(s, r)));

                Assert.False(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "wrong", Under(c, other)));

                Assert.Contains("other is of the line of other, and c of that of c", fleet.Ended[^1]);
                Assert.Equal(InstanceState.Stopped, (await fleet.FindAsync(c))!.State);
                Assert.Equal("c", fleet.World.Clusters[c].Lineage);
                Assert.True(await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, "right", Under(c, r)));
            }
        );

    [Fact]
    public void A_replica_that_is_restored_from_an_image_follows_nobody() =>
        Play(
            async (fleet, client, _) =>
            {
                var (c, r) = (Name("c"), Name("r"));
                await fleet.CreateAsync(client, c, input => input);
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.RunAsync(client, CreateImageFlow.Orchestration, "image", new CreateImage(c, Monday));

                Assert.True(
                    await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, "restore", Back(r, Monday))
                );

                Assert.Null((await fleet.FindAsync(r))!.Follows);
                Assert.True(await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, "rotate", On(r)));
            }
        );

    private static void Play(Func<FakeFleet, DuroxideClient, TimeProvider, Task> script)
    {
        var simulation = new Simulation(
            "trouble",
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

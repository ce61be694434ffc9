using Duroxide;
using Toygres.Orchestrations;
using Toygres.Orchestrations.Upkeep;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>What goes wrong in a fleet, on real servers.</summary>
public class TroubleTests
{
    [Fact]
    public async Task A_server_that_was_killed_is_seen_and_mended()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        await ground.AskAsync(name, "CREATE TABLE kept AS SELECT 42 AS answer");

        ground.Machine.Kill(name);

        await ground.EventuallyAsync(async () =>
        {
            var looks = await ground.Cms.ListHealthAsync(name, 100, Cancel);
            return looks is [{ Health: Health.Healthy }, ..] && looks.Any(look => look.Health is Health.Unhealthy);
        });
        Assert.Equal("42", await ground.AskAsync(name, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task An_instance_that_cannot_be_made_keeps_its_reason_and_can_be_retried()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var request = new InstanceRequest("orders")
        {
            Size = Size,
            DnsName = "orders",
            Image = ImageName.Parse("later"),
        };

        var (name, outcome) = await client.CreateAsync(request, Cancel);
        var reason = await ground.FailedAsync(outcome);
        var failed = await ground.RowAsync(name);
        var source = await ground.CreateAsync(client, new("source"));
        await ground.EndedAsync(await client.CreateImageAsync(source, ImageName.Parse("later"), Cancel));
        await ground.EndedAsync(await client.RetryAsync(name, Cancel));

        Assert.Contains("There is no image later", reason);
        Assert.Equal((InstanceState.Failed, "There is no image later."), (failed.State, failed.Failure));
        var made = await ground.RowAsync(name);
        Assert.Equal((InstanceState.Running, "orders"), (made.State, made.DnsName));
    }

    [Fact]
    public async Task What_is_followed_is_not_restored_for_its_followers_would_go_on_with_what_is_lost()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        var replica = await ground.CreateAsync(client, new("replica") { Follows = name });
        var image = ImageName.Parse("monday");
        await ground.EndedAsync(await client.CreateImageAsync(name, image, Cancel));

        var refused = Assert.IsType<Outcome.Refused>(await client.RestoreAsync(name, image, Cancel));
        await ground.EndedAsync(await client.DeleteAsync(replica, Cancel));
        await ground.EndedAsync(await client.RestoreAsync(name, image, Cancel));

        Assert.Contains($"{replica} follows {name}", refused.Reason);
    }

    [Fact]
    public async Task What_was_asked_for_and_not_committed_leaves_no_orchestration()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        await ground.CreateAsync(client, new("orders") { DnsName = "orders" });

        var (name, outcome) = await client.CreateAsync(new("orders") { Size = Size, DnsName = "orders" }, Cancel);

        Assert.Contains("orders", Assert.IsType<Outcome.Refused>(outcome).Reason);
        Assert.Null(await ground.Cms.FindAsync(name, Cancel));
        Assert.IsType<OrchestrationStatus.NotFound>(await ground.Engine.GetStatusAsync(Names.Create(name), Cancel));
    }

    [Fact]
    public async Task A_dead_actor_is_revived_and_a_stray_cluster_is_taken_away()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        var stray = Drivers.Local.Ground.NewName("stray");
        await ground.Machine.Driver.ProvisionAsync(Drivers.Local.Ground.Spec(stray), Cancel);
        await ground.Engine.CancelAsync(Names.Actor(name), "it has to die", Cancel);
        await ground.Engine.WaitForEndAsync(Names.Actor(name), TimeSpan.FromMinutes(1), Cancel);

        // It begins anew rather than in a minute.
        await ground.Engine.CancelAsync(Names.Reconciler, "begin anew", Cancel);
        await ground.Engine.WaitForEndAsync(Names.Reconciler, TimeSpan.FromMinutes(1), Cancel);
        await ground.Engine.StartOrchestrationAsync(Reconciler.Orchestration, "another-reconciler", Often);

        await ground.EventuallyAsync(async () =>
            await ground.Engine.GetStatusAsync(Names.Actor(name), Cancel) is OrchestrationStatus.Running
            && await ground.Machine.Driver.CheckAsync(stray, Cancel) is ObservedState.Missing
        );
        Assert.Contains(await ground.Cms.ListDriftsAsync(10, Cancel), drift => drift.Type == "stray");
        Assert.Contains(
            await ground.Cms.ListDriftsAsync(10, Cancel),
            drift => drift is { Type: "actor", ResolvedBy: "the reconciler" }
        );
    }

    [Fact]
    public async Task A_backup_is_made_tried_and_kept_while_older_ones_go()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        foreach (var number in new[] { 1, 2, 3 })
        {
            var backup = new Backup(name, ImageName.Parse($"{name}-{number}"), Keep: 2, Often);
            await ground.Engine.StartOrchestrationAsync(
                Toygres.Orchestrations.Operations.BackupFlow.Orchestration,
                $"backup-{number}",
                backup
            );
            await ground.EndedAsync(new Outcome.Done($"backup-{number}"));
        }

        var images = await ground.Cms.ListImagesAsync(Cancel);
        Assert.Equal([$"{name}-2", $"{name}-3"], images.Select(image => image.Name.Value));
        Assert.All(images, image => Assert.NotNull(image.Verified));
        Assert.Equal([name], (await ground.Cms.ListAsync(Cancel)).Select(row => row.Name));
    }

    [Fact]
    public async Task Two_nodes_share_one_fleet_and_of_two_that_want_the_same_one_gets_it()
    {
        await using var ground = await InPostgreSqlAsync();
        var (one, other) = (await ground.StartNodeAsync(), await ground.StartNodeAsync());
        var request = new InstanceRequest("orders") { Size = Size, DnsName = "orders" };

        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(number => (number % 2 == 0 ? one : other).CreateAsync(request, Cancel))
        );
        var (name, outcome) = Assert.Single(made, result => result.Outcome is Outcome.Done);
        await ground.EndedAsync(outcome);
        var stops = await Task.WhenAll(one.StopAsync(name, Cancel), other.StopAsync(name, Cancel));

        await ground.EndedAsync(Assert.Single(stops.OfType<Outcome.Done>()));
        Assert.Contains(name.Value, Assert.Single(stops.OfType<Outcome.Refused>()).Reason);
        await ground.EndedAsync(await other.StartAsync(name, Cancel));
        await ground.EndedAsync(await one.DeleteAsync(name, Cancel));
    }

    [Fact]
    public async Task An_instance_whose_folder_was_removed_by_hand_has_failed_and_can_be_restored()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var name = await ground.CreateAsync(client, new("orders"));
        await ground.AskAsync(name, "CREATE TABLE kept AS SELECT 42 AS answer");
        await ground.EndedAsync(await client.CreateImageAsync(name, ImageName.Parse("monday"), Cancel));
        Directory.Delete(ground.Machine.FolderOf(name), recursive: true);

        // It begins anew rather than in a minute.
        await ground.Engine.StartOrchestrationAsync(Reconciler.Orchestration, "another-reconciler", Often);
        await ground.EventuallyAsync(async () => (await ground.RowAsync(name)).State is InstanceState.Failed);
        Assert.Contains("lost its data", (await ground.RowAsync(name)).Failure);
        await ground.EndedAsync(await client.RestoreAsync(name, ImageName.Parse("monday"), Cancel));

        Assert.Equal("42", await ground.AskAsync(name, "SELECT answer FROM kept"));
    }
}

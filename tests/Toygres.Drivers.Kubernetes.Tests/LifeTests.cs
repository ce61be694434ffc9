using Duroxide;
using Duroxide.Sqlite;
using Toygres.Cms;
using Toygres.Orchestrations;
using static Toygres.Tests.Drivers.Kubernetes.ClusterGround;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>The whole life of instances in a cluster, by the orchestrations of the fleet.</summary>
public class LifeTests
{
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public async Task A_fleet_lives_in_a_cluster_and_leaves_nothing_behind()
    {
        await using var ground = new ClusterGround();
        var file = Path.Combine(Path.GetTempPath(), $"toygres-{Guid.NewGuid():N}.db");
        var cms = SqlCms.InSqlite($"Data Source={file};Pooling=False");
        var fleet = new FleetServices(ground.Driver, cms, ground.Secrets, new FakeSessions(ground));
        await using (var provider = new SqliteProvider(file))
        await using (var runtime = await DuroxideRuntime.StartAsync(provider, FleetRegistry.Of(fleet)))
        {
            await cms.PrepareAsync(Cancel);
            var client = new FleetClient(runtime.Client, fleet, new Pace(1, 1), TimeProvider.System);
            await client.StartSystemAsync(Cancel);
            await LiveAsync(ground, client, cms, runtime.Client);
        }
        string[] left = [.. ground.Server.Look(store => store.Everything().ToList())];
        Assert.Empty(left);
        foreach (var part in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(file)}*"))
        {
            File.Delete(part);
        }
    }

    private static async Task LiveAsync(ClusterGround ground, FleetClient client, ICms cms, DuroxideClient engine)
    {
        var orders = await MakeAsync(new("orders") { DnsName = "orders" });
        await DoneAsync(await client.CreateImageAsync(orders, Monday, Cancel));
        var copy = await MakeAsync(new("copy") { Image = Monday });
        var replica = await MakeAsync(new("replica") { Follows = orders });
        await DoneAsync(await client.StopAsync(copy, Cancel));
        await DoneAsync(await client.RestoreAsync(copy, Monday, Cancel));
        await DoneAsync(await client.ResizeAsync(copy, new InstanceSize(Connections: 31), Cancel));
        await DoneAsync(await client.RotatePasswordAsync(orders, Cancel));
        await DoneAsync(await client.FailOverAsync(orders, replica, "a trial", Cancel));
        Assert.Equal("orders", (await cms.FindAsync(replica, Cancel))!.DnsName);
        await Assert.ThrowsAsync<NonRetryableException>(() => ground.Driver.StartAsync(orders, Cancel));
        await DoneAsync(await client.RejoinAsync(orders, replica, Cancel));
        Assert.True(ground.ServerOf(orders).IsFollower);

        foreach (var name in new[] { orders, copy, replica })
        {
            await DoneAsync(await client.DeleteAsync(name, Cancel));
        }
        await DoneAsync(await client.DeleteImageAsync(Monday, Cancel));

        async Task<InstanceName> MakeAsync(InstanceRequest request)
        {
            var (name, outcome) = await client.CreateAsync(request, Cancel);
            await DoneAsync(outcome);
            return name;
        }

        Task DoneAsync(Outcome outcome) =>
            engine.WaitForCompletionAsync<Payload>(
                Assert.IsType<Outcome.Done>(outcome).Operation,
                TimeSpan.FromMinutes(2),
                Cancel
            );
    }
}

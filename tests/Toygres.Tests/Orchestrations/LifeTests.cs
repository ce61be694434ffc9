using System.Text;
using Toygres.Orchestrations;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>The whole life of instances, on real servers.</summary>
public class LifeTests
{
    private const string Fill =
        "CREATE TABLE numbers AS SELECT n, md5(n::text) AS text FROM generate_series(1, 1000) n";
    private const string Sum = "SELECT md5(string_agg(text, ',' ORDER BY n)) FROM numbers";

    [Fact]
    public async Task An_instance_lives_from_its_making_to_its_end_and_nothing_is_left()
    {
        await using var ground = await InSqliteAsync();
        var client = await ground.StartNodeAsync();
        var password = new Secret("correct horse battery staple");
        var orders = await ground.CreateAsync(client, new("orders") { DnsName = "orders", Password = password });
        await HealthyAsync(ground, orders);
        Assert.IsType<Outcome.Done>(await client.PlanBackupsAsync(orders, new(3600, Keep: 3), Cancel));
        await AskThroughTheActorAsync(client, orders, Fill);
        Assert.Equal(password.Reveal(), (await client.RevealPasswordAsync(orders, "ada", Cancel))!.Reveal());
        Assert.Contains(await ground.Cms.ListEventsAsync(orders.Value, 1, Cancel), one => one.Message.Contains("ada"));
        var sum = await ground.AskAsync(orders, Sum);
        Assert.NotNull(sum);
        await ValuesAreNoPartOfAStatementAsync(ground, orders);

        var image = ImageName.Parse("monday");
        await ground.EndedAsync(await client.CreateImageAsync(orders, image, Cancel));
        var copy = await ground.CreateAsync(client, new("copy") { Image = image });
        Assert.Equal(sum, await ground.AskAsync(copy, Sum));

        await ground.EndedAsync(await client.StopAsync(orders, Cancel));
        Assert.Equal(ObservedState.Stopped, await ground.Machine.Driver.CheckAsync(orders, Cancel));
        await ground.EndedAsync(await client.StartAsync(orders, Cancel));
        Assert.Equal(sum, await ground.AskAsync(orders, Sum));
        await ground.EndedAsync(await client.RestartAsync(orders, Cancel));
        await ground.EndedAsync(await client.ResizeAsync(orders, Size with { Connections = 31 }, Cancel));
        Assert.Equal("31", await ground.AskAsync(orders, "SHOW max_connections"));

        await ground.EndedAsync(await client.RotatePasswordAsync(orders, Cancel));
        Assert.Equal(2, (await ground.RowAsync(orders)).PasswordVersion);
        Assert.Equal(sum, await ground.AskAsync(orders, Sum));
        await ground.AskAsync(orders, "DROP TABLE numbers");
        await ground.EndedAsync(await client.RestoreAsync(orders, image, Cancel));
        Assert.Equal(sum, await ground.AskAsync(orders, Sum));

        await FailOverAsync(ground, client, orders, sum);

        await NoPasswordIsInTheStoreAsync(ground);
        await DeleteAllAsync(ground, client);
    }

    private static async Task ValuesAreNoPartOfAStatementAsync(FleetGround ground, InstanceName orders)
    {
        const string Hostile = "'); DROP TABLE numbers; --";
        var row = await ground.RowAsync(orders);

        var said = await ground.Sessions.QueryAsync(
            row.Endpoint!,
            row.Password!,
            "SELECT $1 || '', $2::int + 1, $3::text",
            [Hostile, 41, null],
            Cancel
        );

        Assert.Equal([Hostile, "42", null], Assert.Single(said.Rows));
    }

    private static async Task FailOverAsync(FleetGround ground, FleetClient client, InstanceName orders, string? sum)
    {
        var replica = await ground.CreateAsync(client, new("replica") { Follows = orders });
        await ground.EventuallyAsync(async () => await ground.AskAsync(replica, Sum) == sum);
        Assert.Equal(31, (await ground.RowAsync(replica)).Size.Connections);
        await ground.EventuallyAsync(async () =>
            await ground.Cms.ListHealthAsync(replica, 1, Cancel) is [{ Pulse.LagSeconds: >= 0 }]
        );
        var more = await ground.FailedAsync(await client.ResizeAsync(orders, Size with { Connections = 40 }, Cancel));
        Assert.Contains("Give it more first", more);
        await ground.EndedAsync(await client.RotatePasswordAsync(orders, Cancel));
        Assert.Equal(sum, await ground.AskAsync(replica, Sum));
        // It shows no password of users to its primary, and follows on.
        await ground.AskAsync(orders, "CREATE TABLE since (at text)");
        await ground.EventuallyAsync(async () =>
            await ground.AskAsync(replica, "SELECT to_regclass('since')") == "since"
        );
        Assert.IsType<Outcome.Refused>(await client.DeleteAsync(orders, Cancel));
        ground.Machine.Kill(orders);

        await ground.EventuallyAsync(async () =>
            await client.FailOverAsync(orders, replica, "a trial", Cancel) is Outcome.Done done
            && await ground.Engine.WaitForEndAsync(done.Operation, TimeSpan.FromMinutes(1), Cancel)
                is Duroxide.OrchestrationStatus.Completed
        );

        var (old, next) = (await ground.RowAsync(orders), await ground.RowAsync(replica));
        Assert.Equal((InstanceState.Stopped, null), (old.State, old.DnsName));
        Assert.Equal((InstanceState.Running, "orders", null), (next.State, next.DnsName, next.Follows));
        Assert.Contains("a trial", old.Failure);
        Assert.Equal(new BackupPlan(3600, Keep: 3), next.Backups);
        await ground.AskAsync(replica, "INSERT INTO numbers VALUES (0, 'new')");
        Assert.Equal("1001", await ground.AskAsync(replica, "SELECT count(*) FROM numbers"));

        await ground.EndedAsync(await client.RejoinAsync(orders, replica, Cancel));
        Assert.Equal(replica, (await ground.RowAsync(orders)).Follows);
        Assert.Equal("t", await ground.AskAsync(orders, "SELECT pg_is_in_recovery()"));
        await ground.AskAsync(replica, "INSERT INTO numbers VALUES (-1, 'newer')");
        await ground.EventuallyAsync(async () =>
            await ground.AskAsync(orders, "SELECT count(*) FROM numbers") == "1002"
        );
    }

    private static async Task HealthyAsync(FleetGround ground, InstanceName name)
    {
        await ground.EventuallyAsync(async () => (await ground.RowAsync(name)).Health is Health.Healthy);
        Assert.NotEmpty(await ground.Cms.ListHealthAsync(name, 10, Cancel));
        Assert.StartsWith("PostgreSQL", (await ground.RowAsync(name)).Version);
    }

    private static async Task AskThroughTheActorAsync(FleetClient client, InstanceName name, string fill)
    {
        var made = await client.QueryAsync(name, fill, TimeSpan.FromMinutes(1), Cancel);
        var answer = await client.QueryAsync(name, "SELECT count(*) FROM numbers", TimeSpan.FromMinutes(1), Cancel);
        var wrong = await client.QueryAsync(name, "SELECT nonsense", TimeSpan.FromMinutes(1), Cancel);

        Assert.Null(made.Error);
        Assert.Equal("1000", answer.Result!.Rows[0][0]);
        Assert.Contains("nonsense", wrong.Error);
    }

    private static async Task NoPasswordIsInTheStoreAsync(FleetGround ground)
    {
        var secrets = Directory.GetFiles(Path.Combine(ground.Machine.Options.Root, "secrets"));
        Assert.NotEmpty(secrets);
        foreach (var file in Directory.GetFiles(ground.Machine.Options.Root, "fleet.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancel);
            foreach (var secret in secrets)
            {
                var password = Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(secret, Cancel));
                Assert.Equal(-1, bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(password));
            }
        }
    }

    private static async Task DeleteAllAsync(FleetGround ground, FleetClient client)
    {
        // Who follows goes first.
        foreach (var row in (await ground.Cms.ListAsync(Cancel)).OrderBy(row => row.Follows is null))
        {
            await ground.EndedAsync(await client.DeleteAsync(row.Name, Cancel));
        }
        foreach (var image in await ground.Cms.ListImagesAsync(Cancel))
        {
            await ground.EndedAsync(await client.DeleteImageAsync(image.Name, Cancel));
        }
        var left = await ground.Machine.Driver.InventoryAsync(Cancel);
        Assert.Empty(left.Instances);
        Assert.Empty(left.Images);
        Assert.Empty(Directory.GetFiles(Path.Combine(ground.Machine.Options.Root, "secrets")));
        Assert.Empty(await ground.Cms.ListAsync(Cancel));
    }
}

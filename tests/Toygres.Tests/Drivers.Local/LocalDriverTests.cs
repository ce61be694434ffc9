using Duroxide;
using Npgsql;
using static Toygres.Tests.Drivers.Local.Ground;

namespace Toygres.Tests.Drivers.Local;

public class LocalDriverTests
{
    [Fact]
    public async Task An_instance_takes_sessions_over_the_network_with_its_password_alone()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();

        Assert.Equal(ObservedState.Ready, await ground.Driver.CheckAsync(name, Cancel));
        Assert.StartsWith("PostgreSQL ", await ground.AskAsync<string>(name, "SELECT version()"));
        await ground.Secrets.PutAsync(new("wrong"), Secret.Generate(), Cancel);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ground.AskAsync<string>(name, "SELECT version()", new("wrong"))
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_holds_the_data_of_an_instance_whether_it_runs_or_not(bool runs)
    {
        await using var ground = new Ground();
        var (name, copy, image) = (await ground.RunAsync(), NewName("copy"), ImageName.Parse("monday"));
        await FillAsync(ground, name);
        var expected = await SumAsync(ground, name);
        if (!runs)
        {
            await ground.Driver.StopAsync(name, Cancel);
        }

        var facts = await ground.Driver.BackUpAsync(name, image, Cancel);
        await ground.Driver.RestoreAsync(Spec(copy), image, Cancel);
        await ground.Driver.StartAsync(copy, Cancel);
        await ground.GivePasswordAsync(copy, 1);

        Assert.Equal(name, facts.Source);
        Assert.True(facts.Bytes > 1_000_000);
        Assert.Equal(expected, await SumAsync(ground, copy));
    }

    [Fact]
    public async Task A_damaged_image_is_refused_for_good()
    {
        await using var ground = new Ground();
        var (name, image) = (await ground.RunAsync(), ImageName.Parse("monday"));
        await ground.Driver.BackUpAsync(name, image, Cancel);
        var archive = Path.Combine(ground.Options.Root, "images", "monday", "content", "base.tar.gz");
        var bytes = await File.ReadAllBytesAsync(archive, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(archive, bytes, Cancel);

        var copy = NewName("copy");
        var error = await Assert.ThrowsAsync<NonRetryableException>(() =>
            ground.Driver.RestoreAsync(Spec(copy), image, Cancel)
        );

        Assert.Contains("damaged", error.Message);
        Assert.Equal(ObservedState.Missing, await ground.Driver.CheckAsync(copy, Cancel));
    }

    [Fact]
    public async Task A_replica_follows_and_writes_when_it_is_promoted()
    {
        await using var ground = new Ground();
        var (primary, replica) = (await ground.RunAsync(), NewName("replica"));
        var password = SecretReference.Of(primary, 1);
        await ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel);
        await ground.Driver.StartAsync(replica, Cancel);
        await FillAsync(ground, primary);
        var expected = await SumAsync(ground, primary);
        await ground.EventuallyAsync(async () =>
            await ground.AskAsync<bool>(replica, "SELECT to_regclass('numbers') IS NOT NULL", password)
            && await SumAsync(ground, replica, password) == expected
        );

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ground.AskAsync<object>(replica, "CREATE TABLE refused ()", password)
        );
        await ground.Driver.StopAsync(primary, Cancel);
        await ground.Driver.PromoteAsync(replica, Cancel);

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        Assert.Equal(
            1L,
            await ground.AskAsync<long>(replica, "INSERT INTO numbers VALUES (0) RETURNING 1::bigint", password)
        );
    }

    [Fact]
    public async Task A_replica_finds_its_primary_at_another_port()
    {
        await using var ground = new Ground();
        var (primary, replica) = (await ground.RunAsync(), NewName("replica"));
        await ground.Driver.ReplicateAsync(Spec(replica), primary, Cancel);
        await ground.Driver.StopAsync(primary, Cancel);
        var before = (await ground.Driver.GetEndpointAsync(primary, Cancel)).Port;
        using var stranger = new Stranger(before);
        await ground.Driver.StartAsync(primary, Cancel);
        await ground.Driver.StartAsync(replica, Cancel);

        Assert.NotEqual(before, (await ground.Driver.GetEndpointAsync(primary, Cancel)).Port);
        await ground.EventuallyAsync(async () =>
            await ground.AskAsync<long>(primary, "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
            == 1
        );
    }

    [Fact]
    public async Task A_size_counts_from_the_next_start()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();

        await ground.Driver.ResizeAsync(new(name, new InstanceSize(Connections: 33, MemoryMegabytes: 9)), Cancel);
        Assert.Equal("20", await ground.AskAsync<string>(name, "SHOW max_connections"));
        await ground.Driver.StopAsync(name, Cancel);
        await ground.Driver.StartAsync(name, Cancel);

        Assert.Equal("33", await ground.AskAsync<string>(name, "SHOW max_connections"));
        Assert.Equal("9MB", await ground.AskAsync<string>(name, "SHOW shared_buffers"));
    }

    [Fact]
    public async Task A_rotated_password_replaces_the_old_one()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();

        await ground.GivePasswordAsync(name, 2);

        Assert.Equal(1, await ground.AskAsync<int>(name, "SELECT 1", SecretReference.Of(name, 2)));
        await Assert.ThrowsAsync<PostgresException>(() => ground.AskAsync<int>(name, "SELECT 1"));
    }

    [Fact]
    public async Task A_server_that_was_killed_starts_again_with_its_data()
    {
        await using var ground = new Ground();
        var name = await ground.RunAsync();
        await FillAsync(ground, name);
        var expected = await SumAsync(ground, name);

        ground.Kill(name);
        await ground.EventuallyAsync(async () => await ground.Driver.CheckAsync(name, Cancel) == ObservedState.Stopped);
        // What the dead one left running goes by itself, and until then there is no start.
        await ground.EventuallyAsync(async () =>
            await Record.ExceptionAsync(() => ground.Driver.StartAsync(name, Cancel)) is null
        );

        Assert.Equal(expected, await SumAsync(ground, name));
    }

    private static Task<long> FillAsync(Ground ground, InstanceName name) =>
        ground.AskAsync<long>(
            name,
            "CREATE TABLE numbers AS SELECT n, md5(n::text) AS text FROM generate_series(1, 10000) n; SELECT count(*) FROM numbers"
        );

    private static Task<string> SumAsync(Ground ground, InstanceName name, SecretReference? password = null) =>
        ground.AskAsync<string>(name, "SELECT md5(string_agg(text, ',' ORDER BY n)) FROM numbers", password);
}

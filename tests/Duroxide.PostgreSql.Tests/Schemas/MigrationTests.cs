using Duroxide.PostgreSql.Tests.Faults;

namespace Duroxide.PostgreSql.Tests.Schemas;

/// <summary>Schemas are made once, by whoever comes first, and never by two scripts of one number.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private readonly string name = $"migrations {Guid.NewGuid():N}";
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.SharedAsync();

    public async ValueTask DisposeAsync() => await RunAsync("DROP SCHEMA IF EXISTS {schema} CASCADE");

    [Fact]
    public async Task Ten_nodes_that_start_at_once_make_one_schema()
    {
        var nodes = Enumerable.Range(0, 10).Select(_ => new PostgreSqlProvider(Options)).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.InitializeAsync(CancellationToken.None))));

        await nodes[0].CreateAsync("first");
        Assert.Equal("first", (await nodes[9].TakeTurnAsync()).Instance.Value);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_schema_of_another_script_is_refused()
    {
        await OpenAsync();
        await RunAsync("UPDATE {schema}.schema_scripts SET checksum = 'another'");

        Assert.Contains("another script 1", await RefusalAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_newer_than_the_build_is_refused()
    {
        await OpenAsync();
        await RunAsync("INSERT INTO {schema}.schema_scripts (version, checksum) VALUES (99, 'later')");

        Assert.Contains("newer build", await RefusalAsync(Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_another_build_upgrades_while_it_is_open_shows_so()
    {
        await using var store = new PostgreSqlProvider(Options);
        await store.InitializeAsync(CancellationToken.None);
        await RunAsync("INSERT INTO {schema}.schema_scripts (version, checksum) VALUES (99, 'later')");

        var schema = await store.Management!.ReadSchemaAsync(CancellationToken.None);

        Assert.Equal((99, false), (schema.Found, schema.IsRight));
    }

    [Fact]
    public async Task Who_may_change_nothing_is_told_that_the_schema_is_not_there()
    {
        var existing = Options with { OpenMode = PostgreSqlOpenMode.Existing };

        Assert.Contains("There is no store in schema", await RefusalAsync(existing), StringComparison.Ordinal);

        await OpenAsync();
        await using var node = new PostgreSqlProvider(existing);
        await node.InitializeAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_node_that_is_killed_in_the_middle_leaves_nothing_and_the_next_one_makes_all()
    {
        await using (var holder = await server.DataSource.OpenConnectionAsync())
        {
            await using var transaction = await holder.BeginTransactionAsync();
            // The one that makes the schema waits for the lock that this one holds.
            await using var take = new NpgsqlCommand(
                $"SELECT pg_advisory_xact_lock({Migrations.LockOf(name)})",
                holder
            );
            await take.ExecuteNonQueryAsync();
            await using var node = new PostgreSqlProvider(Options);
            var opening = node.InitializeAsync(CancellationToken.None);
            while (await KillAsync() == 0)
            {
                Assert.False(opening.IsCompleted);
            }
            Assert.True((await Assert.ThrowsAsync<ProviderException>(() => opening)).IsRetryable);
        }

        await OpenAsync();
    }

    [Fact]
    public void The_released_scripts_have_not_changed()
    {
        var released = Statement.Resource("schema/released.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            Script.All.Take(released.Length).Select(script => $"{script.Version:0000} {script.Checksum}"),
            released
        );
    }

    private PostgreSqlOptions Options => new(server.DataSource) { Schema = name };

    private async Task OpenAsync()
    {
        await using var node = new PostgreSqlProvider(Options);
        await node.InitializeAsync(CancellationToken.None);
    }

    private static async Task<string> RefusalAsync(PostgreSqlOptions options)
    {
        await using var node = new PostgreSqlProvider(options);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => node.InitializeAsync(CancellationToken.None));
        Assert.False(refusal.IsRetryable);
        return refusal.Message;
    }

    private async Task<long> KillAsync()
    {
        await using var kill = server.DataSource.CreateCommand(
            $"SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND ((classid::bigint << 32) | objid::bigint) = {Migrations.LockOf(name)}"
        );
        return (long)(await kill.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = server.DataSource.CreateCommand(
            sql.Replace("{schema}", Statement.Quoted(name), StringComparison.Ordinal)
        );
        await command.ExecuteNonQueryAsync();
    }
}

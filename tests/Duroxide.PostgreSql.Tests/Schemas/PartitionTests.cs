using Duroxide.PostgreSql.Tests.Faults;

namespace Duroxide.PostgreSql.Tests.Schemas;

/// <summary>A store whose history was partitioned by docs/postgres-partitions.sql works as before.</summary>
public sealed class PartitionTests
{
    [Fact]
    public async Task A_history_in_partitions_keeps_what_was_there_and_takes_what_comes()
    {
        var server = await TestServer.SharedAsync();
        var schema = $"partitions_{Guid.NewGuid():N}";
        var options = new PostgreSqlOptions(server.DataSource) { Schema = schema };
        await using (var before = new PostgreSqlProvider(options))
        {
            await before.InitializeAsync(CancellationToken.None);
            await WorkAsync(before, "old");
            await WorkAsync(before, "older");
        }
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "postgres-partitions.sql"));
        await RunAsync(server, script.Replace("duroxide.", $"{schema}.", StringComparison.Ordinal));

        await using var node = new PostgreSqlProvider(options);
        await node.InitializeAsync(CancellationToken.None);
        await WorkAsync(node, "new");
        foreach (var id in new[] { "old", "older", "new" })
        {
            var stored = await node.ReadExecutionAsync(id, null, CancellationToken.None);
            Assert.Single(stored!.Batches);
        }
        await node.Management!.DeleteInstancesAsync(["old"], DeletionForce.Roots, CancellationToken.None);
        Assert.Null(await node.ReadExecutionAsync("old", null, CancellationToken.None));
        await RunAsync(server, $"DROP SCHEMA {schema} CASCADE");
    }

    private static async Task WorkAsync(IProvider node, string id)
    {
        await node.CreateAsync(id);
        Assert.True((await node.CommitAsync((await node.TakeTurnAsync()).Working())).IsStored);
    }

    private static async Task RunAsync(TestServer server, string sql)
    {
        await using var command = server.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

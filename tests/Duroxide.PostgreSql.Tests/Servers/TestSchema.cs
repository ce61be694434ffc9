using System.Collections.Concurrent;

namespace Duroxide.PostgreSql.Tests;

/// <summary>An empty schema for one test; the next test gets it again, for to make one takes longer than most tests.</summary>
public sealed class TestSchema : IAsyncDisposable
{
    /// <summary>The tables that a test leaves empty.</summary>
    public static readonly IReadOnlyList<string> Tables =
    [
        "instances",
        "executions",
        "history",
        "turns",
        "messages",
        "held_messages",
        "timers",
        "activities",
        "sessions",
        "instance_values",
        "instance_tags",
        "statuses",
        "parked",
        "suspensions",
        "duties",
        "inbox",
        "inbox_tags",
    ];

    /// <summary>The tables whose rows belong to the schema, and last.</summary>
    public static readonly IReadOnlyList<string> Kept = ["schema_scripts", "sessions_gate"];

    private static readonly ConcurrentBag<string> Free = [];
    private static int made;

    private readonly TestServer server;

    private TestSchema(TestServer server, string name)
    {
        this.server = server;
        Name = name;
    }

    public string Name { get; }

    public static async Task<TestSchema> RentAsync()
    {
        var server = await TestServer.SharedAsync();
        if (Free.TryTake(out var free))
        {
            return new TestSchema(server, free);
        }
        var schema = new TestSchema(server, $"test {Environment.ProcessId} \"{Interlocked.Increment(ref made)}'");
        await using var provider = new PostgreSqlProvider(schema.Options);
        await provider.InitializeAsync(CancellationToken.None);
        return schema;
    }

    /// <summary>Options of a node on it.</summary>
    public PostgreSqlOptions Options => new(server.DataSource) { Schema = Name };

    /// <summary>A statement with the name of the schema.</summary>
    public string Sql(string sql) => sql.Replace("{schema}", Quoted, StringComparison.Ordinal);

    /// <summary>Asks the database something.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = server.DataSource.CreateCommand(Sql(sql));
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        var statements = Tables.Select(table => $"DELETE FROM {Quoted}.{table};");
        var clock = $"SELECT setval('{Quoted.Replace("'", "''", StringComparison.Ordinal)}.clock', 0)";
        await using var command = server.DataSource.CreateCommand($"{string.Concat(statements)} {clock}");
        await command.ExecuteNonQueryAsync();
        Free.Add(Name);
    }

    private string Quoted => Statement.Quoted(Name);
}

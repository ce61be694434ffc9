using Duroxide.Servers;
using Npgsql;

namespace Toygres.Tests.Cms;

/// <summary>A server for the memory of fleets, which ends with the tests, and a new database of it for each.</summary>
internal static class TestDatabase
{
    private static readonly Lazy<Task<string>> Server = new(FindAsync);

    public static async Task<NpgsqlDataSource> NewAsync()
    {
        var name = $"fleet_{Guid.NewGuid():N}";
        await using var server = NpgsqlDataSource.Create(await Server.Value);
        await using var create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        var way = new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name, MaxPoolSize = 30 };
        return NpgsqlDataSource.Create(way.ConnectionString);
    }

    private static async Task<string> FindAsync() =>
        Environment.GetEnvironmentVariable(LocalPostgreSql.Variable) is { Length: > 0 } named
            ? named
            : (await LocalPostgreSql.StartAsync("-c fsync=off -c full_page_writes=off")).ConnectionString;
}

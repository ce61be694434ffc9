using Duroxide.PostgreSql;
using Duroxide.Servers;
using Npgsql;

namespace Duroxide.Bench;

/// <summary>A PostgreSQL server for one measurement: the one that is named, or one that ends with the process.</summary>
static class PostgreSqlStore
{
    const string Schema = "duroxide_bench";

    /// <summary>Opens an empty store.</summary>
    public static PostgreSqlProvider Open() => new(new PostgreSqlOptions(Prepare()) { Schema = Schema });

    /// <summary>Makes a place without anything in it.</summary>
    /// <returns>The connection string of the database.</returns>
    public static string Prepare()
    {
        var given = Environment.GetEnvironmentVariable(LocalPostgreSql.Variable);
        var database = string.IsNullOrEmpty(given)
            ? LocalPostgreSql.StartAsync().GetAwaiter().GetResult().ConnectionString
            : given;
        using var source = NpgsqlDataSource.Create(database);
        using var command = source.CreateCommand(
            $"SET client_min_messages = error; DROP SCHEMA IF EXISTS {Schema} CASCADE; DROP SCHEMA IF EXISTS duroxide_floor CASCADE"
        );
        command.ExecuteNonQuery();
        return database;
    }
}

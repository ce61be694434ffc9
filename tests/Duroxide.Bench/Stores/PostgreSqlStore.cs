using Duroxide.PostgreSql;
using Duroxide.Servers;
using Npgsql;

namespace Duroxide.Bench;

/// <summary>A PostgreSQL server for one measurement: the one that is named, or one that ends with the process.</summary>
static class PostgreSqlStore
{
    const string Schema = "duroxide_bench";

    static string? prepared;

    /// <summary>Opens an empty store.</summary>
    public static PostgreSqlProvider Open() => Join(Prepare());

    /// <summary>Opens the store that another process has made, in the database that the environment names.</summary>
    public static PostgreSqlProvider Join() => Join(Environment.GetEnvironmentVariable(LocalPostgreSql.Variable)!);

    /// <summary>Opens a store that is there, or makes it.</summary>
    /// <param name="database">The connection string.</param>
    public static PostgreSqlProvider Join(string database) => new(new PostgreSqlOptions(database) { Schema = Schema });

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
        prepared = database;
        return database;
    }

    /// <summary>How many transactions the database has seen; null for another store.</summary>
    public static long? CountCalls(Settings settings)
    {
        if (settings.Store != Store.Postgres || prepared is not { } database)
        {
            return null;
        }
        using var source = NpgsqlDataSource.Create(database);
        using var command = source.CreateCommand(
            "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
        );
        return (long)command.ExecuteScalar()!;
    }
}

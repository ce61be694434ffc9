using System.Data.Common;
using Duroxide.PostgreSql;
using Duroxide.Providers;
using Duroxide.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Duroxide.Nodes;

/// <summary>A store, and tables of one's own in the same database.</summary>
/// <remarks>No table but that of the events has a key, so that a row that is written twice is there twice.</remarks>
abstract class Ledger
{
    static readonly string[] Tables =
    [
        "CREATE TABLE orders (id text NOT NULL)",
        "CREATE TABLE events (id text PRIMARY KEY)",
        "CREATE TABLE steps (step text NOT NULL, token text NOT NULL)",
    ];

    public static Ledger Of(CommitterSettings settings) =>
        settings.Schema is { } schema ? new InPostgreSql(settings.Database, schema) : new InSqlite(settings.Database);

    /// <summary>The store.</summary>
    public abstract IProvider Open();

    /// <summary>A connection of one's own.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Takes away what a run before has left in a database that is shared.</summary>
    public virtual Task ClearAsync() => Task.CompletedTask;

    /// <summary>Makes the tables; the store is there already, for it begins no file of another's.</summary>
    public async Task CreateAsync()
    {
        await using var connection = await ConnectAsync();
        foreach (var table in Tables)
        {
            await RunAsync(connection, null, table);
        }
    }

    /// <summary>Runs a statement, whose parameters are <c>@p0</c> and so on, and tells how many rows it changed.</summary>
    public static async Task<int> RunAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        params string[] values
    )
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        foreach (var (index, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{index}", value);
            command.Parameters.Add(parameter);
        }
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads the rows of a query that has two columns of text.</summary>
    public async Task<IReadOnlyList<(string, string)>> ReadAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        List<(string, string)> read = [];
        while (await rows.ReadAsync())
        {
            read.Add((rows.GetString(0), rows.GetString(1)));
        }
        return read;
    }

    sealed class InSqlite(string file) : Ledger
    {
        public override IProvider Open() =>
            new SqliteProvider(new SqliteOptions(file) { PollInterval = TimeSpan.FromMilliseconds(20) });

        public override async Task<DbConnection> ConnectAsync()
        {
            var connection = new SqliteConnection($"Data Source={file}");
            await connection.OpenAsync();
            return connection;
        }
    }

    sealed class InPostgreSql(string database, string schema) : Ledger
    {
        readonly string own = new NpgsqlConnectionStringBuilder(database)
        {
            SearchPath = $"{schema}_own",
        }.ConnectionString;

        public override IProvider Open() => new PostgreSqlProvider(new PostgreSqlOptions(database) { Schema = schema });

        public override async Task<DbConnection> ConnectAsync()
        {
            var connection = new NpgsqlConnection(own);
            await connection.OpenAsync();
            return connection;
        }

        public override async Task ClearAsync()
        {
            await using var connection = await ConnectAsync();
            await RunAsync(
                connection,
                null,
                $"""
                SET client_min_messages = error;
                DROP SCHEMA IF EXISTS {schema} CASCADE;
                DROP SCHEMA IF EXISTS {schema}_own CASCADE;
                CREATE SCHEMA {schema}_own
                """
            );
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Toygres.Orchestrations;

/// <summary>Talks to servers by Npgsql. Each server has one small pool, which goes when its password or place changes.</summary>
public sealed class NpgsqlSessions(ISecretStore secrets) : ISessions, IAsyncDisposable
{
    private const int MostRows = 1000;

    // A follower that has replayed all it was sent is not behind, however long nobody writes; one that is sent nothing does not know.
    private const string Look = """
        SELECT version(), pg_is_in_recovery(), (SELECT sum(pg_database_size(oid))::bigint FROM pg_database),
            (SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())) END::float8
                FROM pg_stat_wal_receiver WHERE status = 'streaming')
        """;

    private readonly ConcurrentDictionary<(Endpoint, SecretReference), Lazy<NpgsqlDataSource>> pools = new();

    /// <inheritdoc/>
    public async Task<Pulse> CheckAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        await using var connection = await EnterAsync(endpoint, password, cancellationToken);
        await using var command = new NpgsqlCommand(Look, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Pulse(
            reader.GetString(0),
            Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            reader.GetInt64(2),
            reader.GetBoolean(1)
        )
        {
            LagSeconds = reader.IsDBNull(3) ? null : reader.GetDouble(3),
        };
    }

    /// <inheritdoc/>
    public async Task<QueryResult> QueryAsync(
        Endpoint endpoint,
        SecretReference password,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await EnterAsync(endpoint, password, cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<IReadOnlyList<string?>>();
        var more = await reader.ReadAsync(cancellationToken);
        for (; more && rows.Count < MostRows; more = await reader.ReadAsync(cancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column))]);
        }
        return new QueryResult(columns, rows, reader.RecordsAffected, more);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools.Values)
        {
            await pool.Value.DisposeAsync();
        }
        pools.Clear();
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture);

    // A server that was restarted has ended the connections in the pool, which learns it when one is used. A statement of a user
    // is sent once, so that what is used first is one of ours.
    private async Task<NpgsqlConnection> EnterAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancel
    )
    {
        var pool = await PoolAsync(endpoint, password, cancel);
        var connection = await pool.OpenConnectionAsync(cancel);
        try
        {
            await using var ping = new NpgsqlCommand("SELECT 1", connection);
            await ping.ExecuteScalarAsync(cancel);
            return connection;
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();
            pool.Clear();
            return await pool.OpenConnectionAsync(cancel);
        }
    }

    private async Task<NpgsqlDataSource> PoolAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancel
    )
    {
        var secret =
            await secrets.FindAsync(password, cancel)
            ?? throw new InvalidOperationException($"There is no secret {password.Name}. Rotate the password.");
        return pools.GetOrAdd((endpoint, password), key => new(() => Open(key.Item1, secret))).Value;
    }

    private static NpgsqlDataSource Open(Endpoint endpoint, Secret secret)
    {
        var way = new NpgsqlConnectionStringBuilder(endpoint.ConnectionString)
        {
            Password = secret.Reveal(),
            MaxPoolSize = 2,
            ConnectionIdleLifetime = 60,
            Timeout = 10,
            CommandTimeout = 30,
            ApplicationName = "toygres",
        };
        return NpgsqlDataSource.Create(way);
    }
}

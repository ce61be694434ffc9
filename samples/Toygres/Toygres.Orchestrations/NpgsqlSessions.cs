using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Toygres.Orchestrations;

/// <summary>
/// Talks to servers by Npgsql. Statements go through one small pool a server, which goes when its password or place changes; who
/// asks how a server is comes in anew.
/// </summary>
public sealed class NpgsqlSessions(ISecretStore secrets) : ISessions, IAsyncDisposable
{
    private const int MostRows = 1000;
    private const int MostCharacters = 256 * 1024;
    private const int MostOfError = 4096;
    private const int Buffer = 4096;

    // A follower that has replayed all it was sent is not behind, however long nobody writes; one that is sent nothing does not know.
    private const string Look = """
        SELECT version(), pg_is_in_recovery(), (SELECT sum(pg_database_size(oid))::bigint FROM pg_database),
            (SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
                ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())) END::float8
                FROM pg_stat_wal_receiver WHERE status = 'streaming')
        """;

    // How long a look may take, in seconds: to come in, and to be answered.
    private const int Entry = 10;
    private const int Answer = 15;

    private readonly ConcurrentDictionary<(Endpoint, SecretReference), Lazy<Ways>> pools = new();

    /// <summary>The ways to one server: by connections that stay open, and by one that is new each time.</summary>
    private sealed record Ways(NpgsqlDataSource Warm, NpgsqlDataSource Fresh);

    /// <inheritdoc/>
    public async Task<Pulse> CheckAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        // A connection that is open is answered by its own process, even when the server lets nobody else in any more.
        var ways = await FindWaysAsync(endpoint, password, cancellationToken);
        await using var connection = await ways.Fresh.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Look, connection) { CommandTimeout = Answer };
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
        try
        {
            return await RunAsync(connection, statement, values, cancellationToken);
        }
        catch (PostgresException refused) when (refused.MessageText.Length > MostOfError)
        {
            throw new InvalidOperationException(
                $"{refused.SqlState}: {refused.MessageText[..MostOfError]}… There is more of it in the log of the instance.",
                refused
            );
        }
    }

    private static async Task<QueryResult> RunAsync(
        NpgsqlConnection connection,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }
        // As text, which every type has: an array, too, and one that is known to that server alone.
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var (rows, isCut) = await ReadAsync(reader, cancellationToken);
        // What stands behind it runs now, and says here what is wrong with it. To close the reader would hide that, and has no end.
        while (await reader.NextResultAsync(cancellationToken)) { }
        return new QueryResult(columns, rows, reader.RecordsAffected, isCut);
    }

    // An answer is kept in a history, so that there is an end to what it may hold.
    private static async Task<(IReadOnlyList<IReadOnlyList<string?>> Rows, bool IsCut)> ReadAsync(
        NpgsqlDataReader reader,
        CancellationToken cancel
    )
    {
        var rows = new List<IReadOnlyList<string?>>();
        var room = MostCharacters;
        while (await reader.ReadAsync(cancel))
        {
            if (rows.Count == MostRows || room == 0)
            {
                return (rows, true);
            }
            var row = new string?[reader.FieldCount];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = await ReadAsync(reader, column, room, cancel);
                room -= row[column]?.Length ?? 0;
            }
            rows.Add(row);
        }
        return (rows, room == 0);
    }

    private static async Task<string?> ReadAsync(
        NpgsqlDataReader reader,
        int column,
        int most,
        CancellationToken cancel
    )
    {
        if (await reader.IsDBNullAsync(column, cancel))
        {
            return null;
        }
        using var text = await reader.GetTextReaderAsync(column, cancel);
        // One buffer holds what most values have.
        var buffer = new char[Math.Min(most, Buffer)];
        var value = new StringBuilder();
        while (value.Length < most)
        {
            var read = await text.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, most - value.Length)), cancel);
            if (read == 0)
            {
                break;
            }
            value.Append(buffer, 0, read);
        }
        return value.ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools.Values)
        {
            await pool.Value.Warm.DisposeAsync();
            await pool.Value.Fresh.DisposeAsync();
        }
        pools.Clear();
    }

    // A server that was restarted has ended the connections in the pool, which learns it when one is used. A statement of a user
    // is sent once, so that what is used first is one of ours.
    private async Task<NpgsqlConnection> EnterAsync(
        Endpoint endpoint,
        SecretReference password,
        CancellationToken cancel
    )
    {
        var pool = (await FindWaysAsync(endpoint, password, cancel)).Warm;
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

    private async Task<Ways> FindWaysAsync(Endpoint endpoint, SecretReference password, CancellationToken cancel)
    {
        var secret =
            await secrets.FindAsync(password, cancel)
            ?? throw new InvalidOperationException($"There is no secret {password.Name}. Rotate the password.");
        return pools.GetOrAdd((endpoint, password), key => new(() => Open(key.Item1, secret))).Value;
    }

    private static Ways Open(Endpoint endpoint, Secret secret)
    {
        var way = new NpgsqlConnectionStringBuilder(endpoint.ConnectionString)
        {
            Password = secret.Reveal(),
            MaxPoolSize = 2,
            ConnectionIdleLifetime = 60,
            Timeout = Entry,
            CommandTimeout = 30,
            ApplicationName = "toygres",
        };
        var fresh = new NpgsqlConnectionStringBuilder(way.ConnectionString) { Pooling = false };
        return new Ways(NpgsqlDataSource.Create(way), NpgsqlDataSource.Create(fresh));
    }
}

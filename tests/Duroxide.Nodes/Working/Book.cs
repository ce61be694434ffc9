using Npgsql;

namespace Duroxide.Nodes;

/// <summary>A table beside the store, in which every attempt of a step is written down before it answers.</summary>
/// <remarks>An answer is the attempt's own token, so that it tells which attempt was recorded.</remarks>
sealed class Book(NpgsqlDataSource source, string schema) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes the table, empty.</summary>
    public Task CreateAsync() =>
        RunAsync(
            $"""
            SET client_min_messages = error;
            DROP SCHEMA IF EXISTS {schema} CASCADE;
            CREATE SCHEMA {schema};
            CREATE TABLE {schema}.attempts (
                token uuid PRIMARY KEY, step text NOT NULL, node text NOT NULL, begun timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """
        );

    /// <summary>Writes an attempt down, however often the database has to be asked, and once.</summary>
    public async Task<string> WriteAsync(string step, string node)
    {
        var token = Guid.NewGuid();
        while (true)
        {
            try
            {
                await using var insert = source.CreateCommand(
                    $"INSERT INTO {schema}.attempts (token, step, node) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
                );
                insert.Parameters.Add(new() { Value = token });
                insert.Parameters.Add(new() { Value = step });
                insert.Parameters.Add(new() { Value = node });
                await insert.ExecuteNonQueryAsync();
                return token.ToString();
            }
            catch (NpgsqlException trouble) when (IsPassing(trouble))
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    /// <summary>Every attempt, in the order in which they began.</summary>
    public async Task<IReadOnlyList<Attempt>> ReadAsync()
    {
        await using var read = source.CreateCommand(
            $"SELECT token, step, node, begun FROM {schema}.attempts ORDER BY begun"
        );
        await using var rows = await read.ExecuteReaderAsync();
        List<Attempt> attempts = [];
        while (await rows.ReadAsync())
        {
            attempts.Add(
                new(
                    rows.GetGuid(0).ToString(),
                    rows.GetString(1),
                    rows.GetString(2),
                    rows.GetFieldValue<DateTimeOffset>(3)
                )
            );
        }
        return attempts;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    async Task RunAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // Connections are ended on purpose here, and a server may be starting.
    static bool IsPassing(NpgsqlException trouble) =>
        trouble is not PostgresException { SqlState: var state } || state.StartsWith("57P", StringComparison.Ordinal);
}

/// <summary>One run of a step.</summary>
/// <param name="Token">What it answered.</param>
/// <param name="Step">The step.</param>
/// <param name="Node">The process that ran it.</param>
/// <param name="Begun">When it began, by the server's clock.</param>
sealed record Attempt(string Token, string Step, string Node, DateTimeOffset Begun);

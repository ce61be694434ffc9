using Npgsql;

namespace Duroxide.Bench;

/// <summary>
/// The rows of W2's turns, written to PostgreSQL by a bare loop with arrays, a group a transaction, and nothing else: no
/// leases, no reads, no code. What an engine adds to this is its own.
/// </summary>
static class PostgreSqlFloor
{
    const int Group = 100;
    const int Rounds = 5;
    const int Turns = Chain.Steps + 1;

    // As long as W2's own.
    static readonly byte[] Header = new byte[70];
    static readonly byte[] Events = new byte[180];
    static readonly byte[] Call = new byte[80];

    static readonly string[] Start =
    [
        "INSERT INTO instances SELECT i, 'chain-' || i, 'chain', 1, 0 FROM unnest($1) AS i",
        "INSERT INTO executions SELECT i, 1, 0, $2 FROM unnest($1) AS i",
        "INSERT INTO turns SELECT i, NULL, 0 FROM unnest($1) AS i",
    ];

    static readonly string[] Answer = ["DELETE FROM activities WHERE key = ANY ($1)"];

    static readonly string[] Schedule =
    [
        "UPDATE turns SET due = NULL, last_event = last_event + 2 WHERE instance = ANY ($1)",
        "INSERT INTO activities SELECT i, i, 2, 0, $2 FROM unnest($1) AS i",
    ];

    static readonly string[] End =
    [
        "DELETE FROM turns WHERE instance = ANY ($1)",
        "UPDATE executions SET status = 1 WHERE instance = ANY ($1) AND number = 1",
        "UPDATE instances SET revision = revision + 1 WHERE key = ANY ($1)",
    ];

    public static Measurement Measure(Settings settings)
    {
        var rounds = settings.Short ? 1 : Rounds;
        using var source = NpgsqlDataSource.Create(PostgreSqlStore.Prepare());
        using var connection = source.OpenConnection();
        using var stream = typeof(PostgreSqlFloor).Assembly.GetManifestResourceStream("floor-postgres.sql")!;
        using var schema = new StreamReader(stream);
        using var create = new NpgsqlCommand(schema.ReadToEnd(), connection);
        create.ExecuteNonQuery();
        WriteTurns(connection, round: 0);
        var stretch = Cost.Begin();
        for (var round = 1; round <= rounds; round++)
        {
            WriteTurns(connection, round);
        }
        var cost = stretch.End();
        var turns = rounds * Chain.Orchestrations * Turns;
        return new([new("turns_per_s", turns / cost.Wall.TotalSeconds)], cost) { Operations = turns };
    }

    static void WriteTurns(NpgsqlConnection connection, int round)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var from = 0; from < Chain.Orchestrations; from += Group)
            {
                var first = (round * Chain.Orchestrations) + from + 1;
                Write(connection, [.. Enumerable.Range(first, Group).Select(number => (long)number)], turn);
            }
        }
    }

    static void Write(NpgsqlConnection connection, long[] instances, int turn)
    {
        using var batch = connection.CreateBatch();
        Add(turn == 0 ? Start : Answer, Header);
        Add(["INSERT INTO history SELECT i, nextval('batches'), $2 FROM unnest($1) AS i"], Events);
        Add(turn < Chain.Steps ? Schedule : End, Call);
        batch.Prepare();
        batch.ExecuteNonQuery();

        void Add(string[] statements, byte[] bytes)
        {
            foreach (var statement in statements)
            {
                var command = new NpgsqlBatchCommand(statement);
                command.Parameters.Add(new NpgsqlParameter { Value = instances });
                if (statement.Contains("$2", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = bytes });
                }
                batch.BatchCommands.Add(command);
            }
        }
    }
}

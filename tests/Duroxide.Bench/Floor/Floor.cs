using Microsoft.Data.Sqlite;

namespace Duroxide.Bench;

/// <summary>
/// The rows of W2's turns, written by a bare loop with group commit and nothing else: no leases, no reads, no code. What
/// an engine adds to this is its own.
/// </summary>
static class Floor
{
    const int Group = 100;
    const int Rounds = 5;
    const int Turns = Chain.Steps + 1;

    // As long as W2's own.
    static readonly byte[] Header = new byte[70];
    static readonly byte[] Events = new byte[180];
    static readonly byte[] Call = new byte[80];
    static readonly byte[] Answer = new byte[80];

    public static Measurement Measure(Settings settings)
    {
        var rounds = settings.Short ? 1 : Rounds;
        using var folder = new TemporaryFolder();
        using var connection = Open(folder.File("floor.db"), settings.Sync);
        using var statements = new FloorStatements(connection);
        WriteTurns(connection, statements, round: 0);
        var stretch = Cost.Begin();
        for (var round = 1; round <= rounds; round++)
        {
            WriteTurns(connection, statements, round);
        }
        var cost = stretch.End();
        var turns = rounds * Chain.Orchestrations * Turns;
        return new([new("turns_per_s", turns / cost.Wall.TotalSeconds)], cost) { Operations = turns };
    }

    static SqliteConnection Open(string path, Sync sync)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var stream = typeof(Floor).Assembly.GetManifestResourceStream("floor.sql")!;
        using var schema = new StreamReader(stream);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={sync}; {schema.ReadToEnd()}";
        command.ExecuteNonQuery();
        return connection;
    }

    static void WriteTurns(SqliteConnection connection, FloorStatements statements, int round)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var from = 0; from < Chain.Orchestrations; from += Group)
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                statements.Transaction = transaction;
                for (var number = from; number < from + Group; number++)
                {
                    Write(statements, round * Chain.Orchestrations + number + 1, turn);
                }
                transaction.Commit();
            }
        }
    }

    /// <summary>Before a turn comes the start, or the answer of an activity; after it the next activity, or the end.</summary>
    static void Write(FloorStatements to, int instance, int turn)
    {
        var batch = (long)instance * (Turns + 1) + turn + 1;
        if (turn == 0)
        {
            WriteStart(to, instance, batch);
        }
        else
        {
            WriteAnswer(to, instance, turn, batch);
        }
        to.Run("INSERT INTO history (key, previous, payload) VALUES ($1, $2, $3)", batch, batch - 1, Events);
        if (turn < Chain.Steps)
        {
            WriteCall(to, instance, turn, batch);
        }
        else
        {
            WriteEnd(to, instance);
        }
        to.Run("UPDATE instances SET revision = revision + 1, updated = $2 WHERE key = $1", instance, batch);
    }

    static void WriteStart(FloorStatements to, int instance, long batch)
    {
        to.Run(
            "INSERT INTO instances (key, id, name, revision, updated) VALUES ($1, $2, 'chain', 1, 0)",
            instance,
            $"chain-{instance}"
        );
        to.Run("INSERT INTO executions (instance, number, status) VALUES ($1, 1, 0)", instance);
        to.Run("INSERT INTO history (key, previous, payload) VALUES ($1, 0, $2)", batch - 1, Header);
        to.Run("INSERT INTO turns (instance, due, last_event, last_batch) VALUES ($1, 1, 0, 0)", instance);
    }

    static void WriteAnswer(FloorStatements to, int instance, int turn, long batch)
    {
        to.Run("DELETE FROM activities WHERE key = $1", batch - 1);
        to.Run("DELETE FROM activity_payloads WHERE key = $1", batch - 1);
        to.Run("INSERT INTO messages (instance, id, payload) VALUES ($1, $2, $3)", instance, turn, Answer);
        to.Run("UPDATE turns SET due = $2 WHERE instance = $1", instance, batch);
        to.Run("DELETE FROM messages WHERE instance = $1 AND id = $2", instance, turn);
    }

    static void WriteCall(FloorStatements to, int instance, int turn, long batch)
    {
        var id = turn * 2 + 2;
        to.Run(
            "UPDATE turns SET due = NULL, last_event = $2, last_batch = $3 WHERE instance = $1",
            instance,
            id,
            batch
        );
        to.Run("INSERT INTO activities (key, instance, event, due) VALUES ($1, $2, $3, $1)", batch, instance, id);
        to.Run("INSERT INTO activity_payloads (key, payload) VALUES ($1, $2)", batch, Call);
    }

    static void WriteEnd(FloorStatements to, int instance)
    {
        to.Run("DELETE FROM turns WHERE instance = $1", instance);
        to.Run("UPDATE executions SET status = 1, output = $2 WHERE instance = $1 AND number = 1", instance, Answer);
    }
}

using Microsoft.Data.Sqlite;

namespace OrderFulfilment;

/// <summary>The ledger, seen from within one transaction.</summary>
sealed class LedgerTransaction(SqliteTransaction transaction, TimeProvider time)
{
    const string Columns = "id, order_id, step, cents, note, at, calls";

    public DateTimeOffset Now => time.GetUtcNow();

    public Entry? Find(string order, Step step) =>
        Read($"SELECT {Columns} FROM entries WHERE order_id = $1 AND step = $2", order, step.ToString())
            .SingleOrDefault();

    public IReadOnlyList<Entry> All() => Read($"SELECT {Columns} FROM entries ORDER BY id");

    public Entry Add(string order, Step step, Posting posting)
    {
        using var insert = Command(
            "INSERT INTO entries (order_id, step, cents, note, at) VALUES ($1, $2, $3, $4, $5)",
            order,
            step.ToString(),
            posting.Cents,
            posting.Note,
            Now.ToUnixTimeMilliseconds()
        );
        insert.ExecuteNonQuery();
        return Find(order, step)!;
    }

    public void CountCall(Entry entry)
    {
        using var update = Command("UPDATE entries SET calls = calls + 1 WHERE id = $1", entry.Id);
        update.ExecuteNonQuery();
    }

    public void Stock(Article article)
    {
        using var insert = Command(
            "INSERT INTO stock (sku, at_first, on_hand) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING",
            article.Sku,
            article.OnHand
        );
        insert.ExecuteNonQuery();
    }

    /// <summary>Takes pieces from stock, or with a negative number puts them back.</summary>
    /// <returns>Whether there were enough.</returns>
    public bool Take(string sku, int pieces)
    {
        using var update = Command(
            "UPDATE stock SET on_hand = on_hand - $2 WHERE sku = $1 AND on_hand >= $2",
            sku,
            pieces
        );
        return update.ExecuteNonQuery() == 1;
    }

    /// <summary>How many pieces of each article are gone.</summary>
    public IReadOnlyDictionary<string, long> Gone()
    {
        using var select = Command("SELECT sku, at_first - on_hand FROM stock");
        using var reader = select.ExecuteReader();
        var gone = new Dictionary<string, long>();
        while (reader.Read())
        {
            gone.Add(reader.GetString(0), reader.GetInt64(1));
        }
        return gone;
    }

    List<Entry> Read(string sql, params object[] values)
    {
        using var select = Command(sql, values);
        using var reader = select.ExecuteReader();
        var entries = new List<Entry>();
        while (reader.Read())
        {
            entries.Add(
                new(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    Enum.Parse<Step>(reader.GetString(2)),
                    reader.GetInt64(3),
                    reader.GetString(4),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
                    reader.GetInt32(6)
                )
            );
        }
        return entries;
    }

    SqliteCommand Command(string sql, params object[] values)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index + 1}", values[index]);
        }
        return command;
    }
}

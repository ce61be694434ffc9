using Microsoft.Data.Sqlite;

namespace OrderFulfilment;

/// <summary>
/// The books of the outside world: what really happened to stock, money and parcels. They know nothing of orchestrations,
/// and lie in a file of their own.
/// </summary>
/// <remarks>
/// An activity runs at least once: a crash after its work, and before its result is recorded, makes it run again. So each
/// step is written once per order, and whoever asks again gets the entry that is there.
/// </remarks>
sealed class Ledger : IDisposable
{
    readonly Lock gate = new();
    readonly SqliteConnection connection;
    readonly TimeProvider time;

    Ledger(SqliteConnection connection, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
    }

    public static Ledger Open(string path, TimeProvider time)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var schema = connection.CreateCommand();
        schema.CommandText = Resource("Ledger.sql");
        schema.ExecuteNonQuery();
        return new(connection, time);
    }

    /// <summary>Does work in one transaction; an exception undoes it.</summary>
    public T Write<T>(Func<LedgerTransaction, T> work)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = work(new(transaction, time));
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Posts a step of an order, or finds it posted already.</summary>
    public Entry Once(string order, Step step, Func<LedgerTransaction, Posting> post) =>
        Write(books =>
        {
            if (books.Find(order, step) is { } before)
            {
                books.CountCall(before);
                return before;
            }
            return books.Add(order, step, post(books));
        });

    /// <summary>Takes in the stock of articles that are not known yet.</summary>
    public void Stock(Catalogue catalogue) =>
        Write(books =>
        {
            foreach (var article in catalogue.Articles)
            {
                books.Stock(article);
            }
            return catalogue;
        });

    public void Dispose() => connection.Dispose();

    static string Resource(string name)
    {
        using var stream = typeof(Ledger).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

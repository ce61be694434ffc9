using static System.FormattableString;

namespace Duroxide.Sqlite;

/// <summary>An open store: the writer with its connection, the readers, and those who wait for changes.</summary>
sealed class Store : IAsyncDisposable
{
    readonly Connection connection;
    readonly Writer writer;

    Store(Connection connection, SqliteOptions options)
    {
        this.connection = connection;
        Waiters = new Waiters();
        writer = new Writer(new Batch(connection, options, new SteadyClock(options.Time), Waiters), options.Time);
        Readers = new Readers(options, writer);
        writer.Start();
    }

    public Waiters Waiters { get; }

    public Readers Readers { get; }

    /// <summary>Opens the file, creates or upgrades its schema, and starts the writer.</summary>
    public static Store Open(SqliteOptions options)
    {
        Connection? connection = null;
        try
        {
            connection = Connection.Open(options.Path, create: true, options.Faults);
            connection.BusyTimeout(options.BusyTimeout);
            // In one transaction, or another process that is just making the schema would show half of it.
            connection.Execute("BEGIN", "schema");
            Schema.Check(connection, options.Path);
            connection.Execute("COMMIT", "schema");
            Configure(connection, options);
            Schema.Upgrade(connection, options.Path, options.Time);
            return new Store(connection, options);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            throw SqliteErrors.Explain(nameof(IProvider.InitializeAsync), options, failure);
        }
    }

    /// <summary>Does something in the next transaction.</summary>
    public Task<T> Write<T>(
        string operation,
        bool isPromise,
        Func<Transaction, T> work,
        CancellationToken cancellationToken
    )
    {
        var request = new Write<T>(operation, isPromise, work, cancellationToken);
        writer.Submit(request);
        return request.Task;
    }

    /// <summary>Asks for work.</summary>
    public Task<IReadOnlyList<T>> Fetch<T>(
        string operation,
        TimeSpan wait,
        object filter,
        Func<Transaction, Claimed<T>> claim,
        CancellationToken cancellationToken
    )
    {
        var request = new Fetch<T>(operation, wait, filter, claim, cancellationToken);
        writer.Submit(request);
        return request.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        Waiters.SignalAll();
        Readers.Dispose();
        connection.Dispose();
    }

    static void Configure(Connection connection, SqliteOptions options)
    {
        connection.Execute("PRAGMA journal_mode = WAL", "journal-mode");
        connection.Execute(Invariant($"PRAGMA wal_autocheckpoint = {options.CheckpointPages}"), "autocheckpoint");
        connection.Execute(Invariant($"PRAGMA cache_size = -{options.CacheKibibytes}"), "cache-size");
        connection.Execute("PRAGMA temp_store = MEMORY", "temp-store");
    }
}

namespace Duroxide.Sqlite;

/// <summary>An open store: the writer with its connection, the readers, and those who wait for changes.</summary>
sealed class Store : IAsyncDisposable
{
    readonly SqliteOptions options;
    readonly Connection connection;
    readonly Writer writer;

    Store(Connection connection, SqliteOptions options, SteadyClock clock)
    {
        this.options = options;
        this.connection = connection;
        Waiters = new Waiters();
        var files = new OpenFiles(options, connection.FileName);
        writer = new Writer(new Batch(connection, options, files, Waiters, clock), options.Time);
        Readers = new Readers(options, files, writer);
        writer.Start();
    }

    public Waiters Waiters { get; }

    public Readers Readers { get; }

    /// <summary>Opens the file as the options say, and starts the writer.</summary>
    public static Store Open(SqliteOptions options, SteadyClock clock) => new(Opening.Open(options), options, clock);

    /// <summary>Does something in the next transaction.</summary>
    public Task<T> Write<T>(
        string operation,
        bool isPromise,
        Func<Transaction, T> work,
        CancellationToken cancellationToken
    )
    {
        if (options.OpenMode == SqliteOpenMode.ReadOnly)
        {
            return Task.FromException<T>(SqliteErrors.OnlyRead(operation, options.Path));
        }
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
        if (options.OpenMode == SqliteOpenMode.ReadOnly)
        {
            return Task.FromException<IReadOnlyList<T>>(SqliteErrors.OnlyRead(operation, options.Path));
        }
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
}

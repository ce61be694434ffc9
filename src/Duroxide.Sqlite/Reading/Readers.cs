using System.Collections.Concurrent;

namespace Duroxide.Sqlite;

/// <summary>Runs reads on connections of their own, so that they wait for no write; of a store in memory, on the writer's.</summary>
sealed class Readers(SqliteOptions options, OpenFiles files, Writer writer) : IDisposable
{
    static readonly Sql Begins = Sql.Named("transaction/begin-read");
    static readonly Sql Commits = Sql.Named("transaction/commit");

    readonly SemaphoreSlim slots = new(options.Readers);
    readonly ConcurrentBag<Connection> idle = [];
    volatile bool isClosed;

    /// <summary>Runs a read on one state of the store.</summary>
    public async Task<T> Read<T>(string operation, Func<Connection, T> read, CancellationToken cancellationToken)
    {
        if (options.IsInMemory)
        {
            var request = new Write<T>(
                operation,
                false,
                transaction => read(transaction.Connection),
                cancellationToken
            );
            writer.Submit(request);
            return await request.Task.ConfigureAwait(false);
        }
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another hop would only cost time where no user interface waits.
            return Thread.CurrentThread.IsThreadPoolThread
                ? Read(operation, read)
                : await Task.Run(() => Read(operation, read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose()
    {
        isClosed = true;
        CloseIdle();
    }

    T Read<T>(string operation, Func<Connection, T> read)
    {
        var began = TimeProvider.System.GetTimestamp();
        Connection? connection = null;
        try
        {
            connection = idle.TryTake(out var free) ? free : Open(operation);
            connection.Use(Begins).Step();
            var result = read(connection);
            connection.Use(Commits).Step();
            files.CheckNowAndThen(operation);
            idle.Add(connection);
            if (isClosed)
            {
                CloseIdle();
            }
            return result;
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            // A file that was taken away shows itself in many ways.
            files.Check(operation);
            throw SqliteErrors.Explain(operation, options, failure, TimeProvider.System.GetElapsedTime(began));
        }
    }

    void CloseIdle()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    Connection Open(string operation)
    {
        // To open the file makes a log where there is none.
        files.Check(operation);
        var access = options.OpenMode == SqliteOpenMode.ReadOnly ? Access.Read : Access.Write;
        var connection = Connection.Open(options.Path, access, faults: null);
        connection.BusyTimeout(options.BusyTimeout);
        connection.Execute("PRAGMA query_only = 1", "query-only");
        return connection;
    }
}

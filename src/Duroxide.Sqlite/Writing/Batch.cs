namespace Duroxide.Sqlite;

/// <summary>What the writer does with the requests it took: writes first, then the fetches that wait for work, and one commit.</summary>
/// <remarks>
/// A fetch is tried in the very transaction that makes its work ready, so that it costs no round of its own. Answers are
/// given after the commit, and no caller goes on on the writer's thread.
/// </remarks>
sealed class Batch(Connection connection, SqliteOptions options, Waiters waiters)
{
    static readonly Sql DataVersion = Sql.Named("transaction/data-version");
    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    readonly Transaction transaction = new(connection);
    readonly Durability durability = new(connection, options.Synchronous);
    readonly TimeProvider clock = options.TimeProvider;
    readonly List<WriteRequest> writes = [];
    readonly List<IFetch> fetches = [];
    readonly List<IFetch> tried = [];
    long? seenVersion;
    long? nextDue;

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Carries out what was asked for.</summary>
    /// <returns>After which time to look again, should nobody ask for anything.</returns>
    public TimeSpan Process(List<WriteRequest> requests)
    {
        var isNew = Sort(requests);
        var mayBeReady = isNew | HasForeignWrites() | nextDue <= Now;
        if (writes.Count > 0 || (mayBeReady && fetches.Count > 0))
        {
            Transact(mayBeReady);
        }
        foreach (var fetch in fetches)
        {
            if (Remaining(fetch) <= TimeSpan.Zero && fetch.Request.TryBegin())
            {
                fetch.Request.Succeed();
            }
        }
        fetches.RemoveAll(fetch => fetch.Request.IsOver);
        return Pause();
    }

    /// <summary>Answers whoever still waits.</summary>
    public void Stop()
    {
        foreach (var fetch in fetches)
        {
            if (fetch.Request.TryBegin())
            {
                fetch.Request.Succeed();
            }
        }
        fetches.Clear();
    }

    bool Sort(List<WriteRequest> requests)
    {
        writes.Clear();
        var before = fetches.Count;
        foreach (var request in requests)
        {
            if (request is IFetch fetch)
            {
                fetch.Arrived = clock.GetTimestamp();
                fetches.Add(fetch);
            }
            else if (request.TryBegin())
            {
                writes.Add(request);
            }
        }
        return fetches.Count > before;
    }

    bool HasForeignWrites()
    {
        if (options.IsInMemory)
        {
            return false;
        }
        long? version;
        try
        {
            version = connection.Use(DataVersion).ReadOptional();
        }
        catch (SqliteFailure)
        {
            // The transaction that follows meets the same trouble, and tells it to those who wait.
            return true;
        }
        var changed = version != seenVersion;
        seenVersion = version;
        if (changed)
        {
            waiters.SignalAll();
        }
        return changed;
    }

    void Transact(bool mayBeReady)
    {
        tried.Clear();
        try
        {
            durability.Choose(writes);
            if (!TryCommit(mayBeReady, isolate: false))
            {
                TryCommit(mayBeReady, isolate: true);
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
            return;
        }
        foreach (var write in writes)
        {
            write.Succeed();
        }
        foreach (var fetch in tried)
        {
            if (fetch.HasFound)
            {
                fetch.Request.Succeed();
            }
            else
            {
                fetch.Request.Postpone(fetch.Cancellation);
            }
        }
        waiters.Signal(transaction);
    }

    /// <summary>Runs the transaction; false when one item's own fault ended it, so that it has to be run with care.</summary>
    /// <remarks>Savepoints cost a fifth of the time, and an item with a fault of its own is a mistake of the caller: so they are set only once it is known that there is one.</remarks>
    bool TryCommit(bool mayBeReady, bool isolate)
    {
        transaction.Begin(Now);
        try
        {
            transaction.IsolatesItems = isolate;
            Passing.Of(transaction);
            foreach (var write in writes)
            {
                write.Execute(transaction);
            }
        }
        catch (SqliteFailure failure) when (failure.IsItsItemsFault && !isolate)
        {
            connection.Rollback();
            return false;
        }
        if (fetches.Count > 0)
        {
            Claim(mayBeReady);
        }
        transaction.Commit();
        return true;
    }

    void Claim(bool mayBeReady)
    {
        if (mayBeReady || transaction.WakesWork)
        {
            foreach (var fetch in fetches)
            {
                if (fetch.Request.TryBegin())
                {
                    tried.Add(fetch);
                    fetch.Request.Execute(transaction);
                }
            }
        }
        nextDue = null;
        foreach (var fetch in fetches)
        {
            if (!fetch.HasFound && fetch.NextDue(transaction) is { } due && (nextDue is null || due < nextDue))
            {
                nextDue = due;
            }
        }
    }

    void Fail(Exception failure)
    {
        try
        {
            connection.Rollback();
        }
        catch (SqliteFailure)
        {
            // The first failure is the one to tell; should the transaction still be open, the next one fails at its start.
        }
        foreach (var write in writes)
        {
            write.Fail(SqliteErrors.Explain(write.Operation, options, failure));
        }
        foreach (var fetch in tried)
        {
            fetch.Request.Fail(SqliteErrors.Explain(fetch.Request.Operation, options, failure));
        }
    }

    TimeSpan Remaining(IFetch fetch) => fetch.Wait - clock.GetElapsedTime(fetch.Arrived);

    TimeSpan Pause()
    {
        var pause = options.IsInMemory ? LongestPause : options.PollInterval;
        foreach (var fetch in fetches)
        {
            pause = Shorter(pause, Remaining(fetch));
        }
        if (fetches.Count > 0 && nextDue is { } due)
        {
            pause = Shorter(pause, TimeSpan.FromMilliseconds(Math.Min(due - Now, LongestPause.TotalMilliseconds)));
        }
        return pause < ShortestPause ? ShortestPause : pause;
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

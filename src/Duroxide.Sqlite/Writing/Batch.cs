namespace Duroxide.Sqlite;

/// <summary>What the writer does with the requests it took: writes first, then the fetches that wait for work, and one commit.</summary>
/// <remarks>
/// A fetch is tried in the very transaction that makes its work ready, so that it costs no round of its own. Answers are
/// given after the commit, and no caller continues on the writer's thread.
/// </remarks>
sealed class Batch
{
    readonly Connection connection;
    readonly SqliteOptions options;
    readonly OpenFiles files;
    readonly Waiters waiters;
    readonly TimeProvider clock;
    readonly SteadyClock time;
    readonly Transaction transaction;
    readonly Durability durability;
    readonly Checkpoints checkpoints;
    readonly Horizon horizon;
    readonly Rest rest;
    readonly List<WriteRequest> writes = [];
    readonly List<IFetch> fetches = [];
    readonly List<IFetch> tried = [];
    bool isRescued;
    bool waits = true;
    bool isPutOff;

    public Batch(Connection connection, SqliteOptions options, OpenFiles files, Waiters waiters, SteadyClock time)
    {
        this.connection = connection;
        this.options = options;
        this.files = files;
        this.waiters = waiters;
        clock = options.Time;
        this.time = time;
        transaction = new(connection, time);
        durability = new(connection, options.Synchronous);
        checkpoints = new(connection, options);
        horizon = new(connection, options, waiters);
        rest = new(connection, TimeProvider.System);
    }

    long Now => time.Read(known: default).UnixMilliseconds;

    /// <summary>Carries out what was asked for, unless another process has the file.</summary>
    /// <returns>After which time to look again; null when the file is busy, and what was asked for is to be asked again.</returns>
    public TimeSpan? TryProcess(List<WriteRequest> requests)
    {
        connection.BusyTimeout(TimeSpan.Zero);
        waits = false;
        try
        {
            var pause = Process(requests);
            return isPutOff ? null : pause;
        }
        finally
        {
            (waits, isPutOff) = (true, false);
            connection.BusyTimeout(options.BusyTimeout);
        }
    }

    /// <summary>Carries out what was asked for.</summary>
    /// <returns>After which time to look again, should nobody ask for anything.</returns>
    public TimeSpan Process(List<WriteRequest> requests)
    {
        tried.Clear();
        Sort(requests);
        var looksAtFile = horizon.Look(Now);
        if ((looksAtFile || files.AreLost) && files.Find() is { } loss)
        {
            Lose(loss);
        }
        else if (writes.Count > 0 || fetches.Exists(horizon.MayFind))
        {
            Transact();
            rest.NoteUse();
        }
        else
        {
            rest.Look();
        }
        foreach (var fetch in isPutOff ? [] : fetches)
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
        if (!files.AreLost)
        {
            checkpoints.AtClose();
        }
        foreach (var fetch in fetches)
        {
            if (fetch.Request.TryBegin())
            {
                fetch.Request.Succeed();
            }
        }
        fetches.Clear();
    }

    void Sort(List<WriteRequest> requests)
    {
        writes.Clear();
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
    }

    void Transact()
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            durability.Choose(writes);
            Commit();
        }
        catch (SqliteFailure failure) when (!waits && !transaction.HasBegun && failure.Code == raw.SQLITE_BUSY)
        {
            // Nothing was tried yet.
            writes.ForEach(write => write.Postpone(CancellationToken.None));
            isPutOff = true;
            return;
        }
        catch (Exception failure)
        {
            Fail(failure, TimeProvider.System.GetElapsedTime(began));
            return;
        }
        if (writes.Exists(write => write.IsPromise) && files.Find() is { } loss)
        {
            Lose(loss);
            return;
        }
        horizon.Note(transaction, tried);
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
        checkpoints.AfterCommit();
    }

    // A log that nobody has moved into the file for long may be what fills the disk.
    void Commit()
    {
        try
        {
            CommitItems();
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_FULL)
        {
            connection.Rollback();
            if (!checkpoints.TryMakeRoom())
            {
                throw;
            }
            tried.ForEach(fetch => fetch.Request.Postpone(fetch.Cancellation));
            tried.Clear();
            CommitItems();
        }
    }

    void CommitItems()
    {
        if (!TryCommit(isolate: false))
        {
            TryCommit(isolate: true);
        }
    }

    /// <summary>Runs the transaction; false when one item's own fault ended it, so that it has to be run with care.</summary>
    /// <remarks>Savepoints cost a fifth of the time, and an item with a fault of its own is a mistake of the caller: so they are set only once it is known that there is one.</remarks>
    bool TryCommit(bool isolate)
    {
        transaction.Begin();
        try
        {
            transaction.IsolatesItems = isolate;
            horizon.Pass(transaction);
            writes.ForEach(isolate ? Isolate : Execute);
        }
        catch (Exception failure) when (!isolate && SqliteErrors.IsOfItem(failure))
        {
            connection.Rollback();
            return false;
        }
        foreach (var fetch in fetches)
        {
            if ((transaction.WakesWork || horizon.MayFind(fetch)) && fetch.Request.TryBegin())
            {
                tried.Add(fetch);
                fetch.Request.Execute(transaction);
            }
        }
        horizon.Refresh(transaction);
        waiters.Look(transaction);
        transaction.Commit();
        return true;
    }

    void Execute(WriteRequest write) => write.Execute(transaction);

    void Isolate(WriteRequest write)
    {
        var fault = transaction.Isolate(write, Execute, out _);
        if (fault is not null)
        {
            write.Deny(SqliteErrors.Refused(write.Operation, fault));
        }

        static bool Execute(Transaction transaction, WriteRequest write)
        {
            write.Execute(transaction);
            return true;
        }
    }

    void Fail(Exception failure, TimeSpan waited)
    {
        try
        {
            connection.Rollback();
        }
        catch (SqliteFailure)
        {
            // The first failure is the one to tell; should the transaction still be open, the next one fails at its start.
        }
        // A file that was taken away shows itself in many ways.
        if (files.Find() is { } loss)
        {
            Lose(loss);
            return;
        }
        // A transaction that never began tried nothing, and whoever waits for work has to hear of it all the same.
        tried.AddRange(fetches.Where(fetch => horizon.MayFind(fetch) && fetch.Request.TryBegin()));
        Refuse(operation => SqliteErrors.Explain(operation, options, failure, waited));
        horizon.Forget();
    }

    // Whoever waits for a row reads it, and is told by that.
    void Lose(OpenFiles.Loss loss)
    {
        if (!isRescued && loss.IsDeletedLog)
        {
            checkpoints.Rescue();
        }
        isRescued = true;
        tried.AddRange(fetches.Where(fetch => fetch.Request.TryBegin()));
        Refuse(operation => files.Refusal(operation, loss));
        waiters.SignalAll();
    }

    void Refuse(Func<string, ProviderException> because)
    {
        foreach (var write in writes)
        {
            write.Fail(because(write.Operation));
        }
        foreach (var fetch in tried)
        {
            fetch.Request.Fail(because(fetch.Request.Operation));
        }
        tried.Clear();
    }

    TimeSpan Remaining(IFetch fetch) => fetch.Wait - clock.GetElapsedTime(fetch.Arrived);

    TimeSpan Pause()
    {
        var pause = horizon.Pause(Now, hasFetches: fetches.Count > 0);
        foreach (var fetch in fetches)
        {
            var remaining = Remaining(fetch);
            pause = remaining < pause ? remaining : pause;
        }
        return pause < Horizon.ShortestPause ? Horizon.ShortestPause : pause;
    }
}

namespace Duroxide.Sqlite;

/// <summary>The transaction in which the writer carries out all requests that wait; used again for the next one.</summary>
sealed class Transaction(Connection connection, SteadyClock clock)
{
    static readonly Sql Begins = Sql.Named("transaction/begin");
    static readonly Sql Commits = Sql.Named("transaction/commit");
    static readonly Sql ReadSequence = Sql.Named("transaction/sequence");
    static readonly Sql AdvanceSequence = Sql.Named("transaction/advance");
    static readonly Sql TouchInstance = Sql.Named("instances/touch");
    static readonly Sql SetSavepoint = Sql.Named("transaction/savepoint");
    static readonly Sql ReleaseSavepoint = Sql.Named("transaction/release");
    static readonly Sql UndoSavepoint = Sql.Named("transaction/undo");

    long next;
    bool advanced;

    public Connection Connection { get; } = connection;

    /// <summary>The store's time, in milliseconds, the same for everything in the transaction.</summary>
    public long Now { get; private set; }

    /// <summary>Whether an instance or an activity may have become ready.</summary>
    public bool WakesWork { get; set; }

    /// <summary>The earliest time at which something written here becomes ready by itself; <see cref="Time.Never"/> for none.</summary>
    public long Wakes { get; private set; }

    /// <summary>Whether the file was had since the last begin was tried.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether each item stands alone, because one of them is known to be at fault.</summary>
    public bool IsolatesItems { get; set; }

    /// <summary>The instances whose row or values changed, by key.</summary>
    public List<long> Touched { get; } = [];

    /// <summary>The instances that came or went, by id.</summary>
    public List<string> Named { get; } = [];

    public Statement Use(Sql sql) => Connection.Use(sql);

    /// <summary>Begins, and reads the clock once the file is ours: a lease that was counted from before the wait could be over when it is given.</summary>
    public void Begin()
    {
        advanced = false;
        WakesWork = false;
        Wakes = Time.Never;
        Touched.Clear();
        Named.Clear();
        HasBegun = false;
        Use(Begins).Run();
        HasBegun = true;
        var sequence = Use(ReadSequence);
        sequence.Step();
        next = sequence.Int64(0);
        Now = clock.Read(new Timestamp(sequence.Int64(1))).UnixMilliseconds;
        sequence.Reset();
    }

    /// <summary>A number that was never given before.</summary>
    public long NextKey()
    {
        advanced = true;
        return next++;
    }

    /// <summary>Notes that something becomes ready at a time, unless it is written again before.</summary>
    public void WakeAt(long due)
    {
        WakesWork |= due <= Now;
        Wakes = Math.Min(Wakes, due);
    }

    /// <summary>Notes that what clients see of an instance changes.</summary>
    public void Touch(long instance)
    {
        Use(TouchInstance).With(instance).With(Now).Run();
        Touched.Add(instance);
    }

    /// <summary>Carries out items one by one; an item's own fault leaves no trace of it, and the others continue.</summary>
    /// <remarks>Unless items are isolated, the first fault passes through, and the transaction has to be run again.</remarks>
    /// <exception cref="ProviderException">One or more items were at fault.</exception>
    public IReadOnlyList<TResult> Each<TItem, TResult>(
        string operation,
        IReadOnlyList<TItem> items,
        Func<Transaction, TItem, TResult> work
    )
    {
        var results = new TResult[items.Count];
        Exception? fault = null;
        for (var index = 0; index < items.Count; index++)
        {
            if (IsolatesItems)
            {
                fault = Isolate(items[index], work, out results[index]) ?? fault;
            }
            else
            {
                results[index] = work(this, items[index]);
            }
        }
        return fault is null ? results : throw SqliteErrors.Refused(operation, fault);
    }

    /// <summary>Carries out one item between savepoints.</summary>
    /// <returns>The item's own fault, which left no trace; null when there was none.</returns>
    public Exception? Isolate<TItem, TResult>(TItem item, Func<Transaction, TItem, TResult> work, out TResult result)
    {
        Exception? fault = null;
        Use(SetSavepoint).Run();
        try
        {
            result = work(this, item);
        }
        catch (Exception failure) when (SqliteErrors.IsOfItem(failure))
        {
            Use(UndoSavepoint).Run();
            result = default!;
            fault = failure;
        }
        Use(ReleaseSavepoint).Run();
        return fault;
    }

    public void Commit()
    {
        if (advanced)
        {
            Use(AdvanceSequence).With(next).With(Now).Run();
        }
        Use(Commits).Run();
    }
}

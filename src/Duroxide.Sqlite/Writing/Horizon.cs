namespace Duroxide.Sqlite;

/// <summary>What the writer knows without asking the file: which fetches would find nothing, and when that may change by itself.</summary>
/// <remarks>
/// The next time is a lower bound: whatever is written notes when it becomes ready, and a lease that ended early leaves its
/// note behind. When the time has come it is read from the file anew.
/// </remarks>
sealed class Horizon(Connection connection, SqliteOptions options, Waiters waiters)
{
    static readonly Sql DataVersion = Sql.Named("transaction/data-version");
    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    readonly TimeProvider clock = options.Time;
    readonly HashSet<object> exhausted = [];
    long? seenVersion;
    long? looked;
    long next = long.MinValue;
    bool isDue;

    /// <summary>The shortest time to sleep.</summary>
    public static TimeSpan ShortestPause { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Looks whether time has made something ready, and from time to time whether another process has written to the file.</summary>
    /// <returns>Whether it was the time to look at the file.</returns>
    public bool Look(long now)
    {
        var looksAtFile =
            !options.IsInMemory && (looked is not { } last || clock.GetElapsedTime(last) >= options.PollInterval);
        if (looksAtFile)
        {
            looked = clock.GetTimestamp();
            // Whatever the other process wrote is unknown until it is read.
            next = HasForeignWrites() ? long.MinValue : next;
        }
        isDue = next <= now;
        if (isDue)
        {
            exhausted.Clear();
        }
        return looksAtFile;
    }

    /// <summary>Whether a fetch may find something.</summary>
    public bool MayFind(IFetch fetch) => !exhausted.Contains(fetch.Filter);

    /// <summary>Does what time asks for, before anything else is done.</summary>
    public void Pass(Transaction transaction)
    {
        // Time goes on between the look and the transaction.
        if (next <= transaction.Now)
        {
            isDue = true;
            exhausted.Clear();
        }
        if (isDue)
        {
            Passing.Of(transaction);
        }
        else
        {
            // What a caller committed stands before what comes now, also when nobody has noticed it yet.
            Inbox.Take(transaction);
        }
    }

    /// <summary>Reads the next time anew when the last one has come.</summary>
    public void Refresh(Transaction transaction)
    {
        if (isDue)
        {
            next = Passing.Next(transaction);
        }
    }

    /// <summary>Takes in what a committed transaction wrote and found.</summary>
    public void Note(Transaction transaction, List<IFetch> tried)
    {
        next = Math.Min(next, transaction.Wakes);
        isDue = false;
        if (transaction.WakesWork)
        {
            exhausted.Clear();
        }
        foreach (var fetch in tried)
        {
            if (fetch.HasFoundAll)
            {
                exhausted.Add(fetch.Filter);
            }
        }
    }

    /// <summary>Knows nothing any more, because a transaction came to nothing.</summary>
    public void Forget()
    {
        next = long.MinValue;
        exhausted.Clear();
    }

    /// <summary>How long nothing can happen without a request.</summary>
    public TimeSpan Pause(long now, bool hasFetches)
    {
        var pause = options.IsInMemory ? LongestPause : options.PollInterval;
        if (!hasFetches || next >= now + pause.TotalMilliseconds)
        {
            return pause;
        }
        return next <= now ? ShortestPause : TimeSpan.FromMilliseconds(next - now);
    }

    bool HasForeignWrites()
    {
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
}

namespace Duroxide.Sqlite;

/// <summary>Those who wait until the row of an instance changes.</summary>
sealed class Waiters
{
    static readonly Sql ReadId = Sql.Named("instances/id");

    readonly Lock gate = new();
    readonly Dictionary<string, TaskCompletionSource> changes = new(StringComparer.Ordinal);

    /// <summary>A task that ends at the next change. Take it before the row is read, or a change between the two is missed.</summary>
    public Task NextChange(string instance)
    {
        lock (gate)
        {
            if (!changes.TryGetValue(instance, out var change))
            {
                change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changes.Add(instance, change);
            }
            return change.Task;
        }
    }

    /// <summary>Tells what a committed transaction changed.</summary>
    public void Signal(Transaction transaction)
    {
        if (IsEmpty)
        {
            return;
        }
        foreach (var id in transaction.Named)
        {
            Signal(id);
        }
        try
        {
            SignalTouched(transaction);
        }
        catch (SqliteFailure)
        {
            // Whoever waits reads for itself, and meets the trouble where it can be told.
            SignalAll();
        }
    }

    void SignalTouched(Transaction transaction)
    {
        foreach (var key in transaction.Touched)
        {
            var read = transaction.Use(ReadId).With(key);
            if (read.Step())
            {
                Signal(read.Text(0));
                read.Reset();
            }
        }
    }

    /// <summary>Tells that anything may have changed.</summary>
    public void SignalAll()
    {
        lock (gate)
        {
            foreach (var change in changes.Values)
            {
                change.SetResult();
            }
            changes.Clear();
        }
    }

    bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return changes.Count == 0;
            }
        }
    }

    void Signal(string instance)
    {
        lock (gate)
        {
            if (changes.Remove(instance, out var change))
            {
                change.SetResult();
            }
        }
    }
}

namespace Duroxide.Sqlite;

/// <summary>Those who wait until the row of an instance changes.</summary>
sealed class Waiters
{
    static readonly Sql ReadId = Sql.Named("instances/id");

    readonly Lock gate = new();
    readonly Dictionary<string, Watch> watches = new(StringComparer.Ordinal);

    /// <summary>Begins to watch an instance. Begin before the row is read, or a change between the two is missed.</summary>
    public Watch Begin(string instance)
    {
        lock (gate)
        {
            if (!watches.TryGetValue(instance, out var watch))
            {
                watch = new Watch(this, instance);
                watches.Add(instance, watch);
            }
            watch.Users++;
            return watch;
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
            foreach (var watch in watches.Values)
            {
                watch.Raise();
            }
            watches.Clear();
        }
    }

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return watches.Count == 0;
            }
        }
    }

    void Signal(string instance)
    {
        lock (gate)
        {
            if (watches.Remove(instance, out var watch))
            {
                watch.Raise();
            }
        }
    }

    void End(Watch watch)
    {
        lock (gate)
        {
            watch.Users--;
            if (watch.Users == 0 && watches.GetValueOrDefault(watch.Instance) == watch)
            {
                watches.Remove(watch.Instance);
            }
        }
    }

    /// <summary>Waits for the next change of one instance; shared by all who wait for it.</summary>
    public sealed class Watch(Waiters owner, string instance) : IDisposable
    {
        readonly TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Instance => instance;

        /// <summary>Ends at the next change.</summary>
        public Task Change => change.Task;

        /// <summary>How many wait; guarded by the owner's lock.</summary>
        public int Users { get; set; }

        public void Raise() => change.SetResult();

        public void Dispose() => owner.End(this);
    }
}

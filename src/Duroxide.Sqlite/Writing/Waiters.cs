namespace Duroxide.Sqlite;

/// <summary>Those who wait until the row of an instance changes.</summary>
sealed class Waiters
{
    static readonly Sql ReadId = Sql.Named("instances/id");

    readonly Lock gate = new();
    readonly Dictionary<string, Watch> watches = new(StringComparer.Ordinal);
    readonly List<(string Id, InstanceRecord? Row)> changed = [];
    bool hasLooked;

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

    /// <summary>Reads what a transaction has changed and somebody waits for, as the last thing in it, so that nobody has to read it again.</summary>
    public void Look(Transaction transaction)
    {
        changed.Clear();
        hasLooked = !IsEmpty;
        if (!hasLooked)
        {
            return;
        }
        foreach (var key in transaction.Touched)
        {
            var read = transaction.Use(ReadId).With(key);
            if (read.Step())
            {
                var id = read.Text(0);
                read.Reset();
                changed.Add((id, IsWatched(id) ? InstanceReads.Row(transaction.Connection, key) : null));
            }
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
            Signal(id, row: null);
        }
        if (!hasLooked)
        {
            // Somebody came meanwhile, and may have read what was there before.
            SignalAll();
            return;
        }
        foreach (var (id, row) in changed)
        {
            Signal(id, row);
        }
    }

    /// <summary>Tells that anything may have changed.</summary>
    public void SignalAll()
    {
        lock (gate)
        {
            foreach (var watch in watches.Values)
            {
                watch.Raise(row: null);
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

    bool IsWatched(string instance)
    {
        lock (gate)
        {
            return watches.ContainsKey(instance);
        }
    }

    void Signal(string instance, InstanceRecord? row)
    {
        lock (gate)
        {
            if (watches.Remove(instance, out var watch))
            {
                watch.Raise(row);
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
        readonly TaskCompletionSource<InstanceRecord?> change = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Instance => instance;

        /// <summary>Ends at the next change, with the row after it; null when it has to be read.</summary>
        public Task<InstanceRecord?> Change => change.Task;

        /// <summary>How many wait; guarded by the owner's lock.</summary>
        public int Users { get; set; }

        public void Raise(InstanceRecord? row) => change.SetResult(row);

        public void Dispose() => owner.End(this);
    }
}

using System.Text;

namespace Duroxide.PostgreSql;

/// <summary>Those who wait until clients see something new of an instance; known by a number made of its id, which a notification has room for.</summary>
sealed class Watches
{
    readonly Lock gate = new();
    readonly Dictionary<long, Watch> watches = [];

    /// <summary>The number of an id; two ids of one number only wake each other's waiters.</summary>
    public static long NumberOf(string id)
    {
        // FNV-1a, the same in every process.
        var hash = 14695981039346656037UL;
        foreach (var one in Encoding.UTF8.GetBytes(id))
        {
            hash = (hash ^ one) * 1099511628211UL;
        }
        return unchecked((long)hash);
    }

    /// <summary>Begins to watch. Begin before the row is read, or a change between the two is missed.</summary>
    public Watch Begin(string id)
    {
        var number = NumberOf(id);
        lock (gate)
        {
            if (!watches.TryGetValue(number, out var watch))
            {
                watch = new Watch(this, number);
                watches.Add(number, watch);
            }
            watch.Users++;
            return watch;
        }
    }

    /// <summary>Ends the waiting for an instance.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="change">What became of its row; null when it has to be read.</param>
    public void Raise(long number, RowChange? change = null)
    {
        Watch? watch;
        lock (gate)
        {
            watches.Remove(number, out watch);
        }
        watch?.Raise(change);
    }

    /// <summary>Ends all waiting.</summary>
    public void RaiseAll()
    {
        List<Watch> all;
        lock (gate)
        {
            all = [.. watches.Values];
            watches.Clear();
        }
        all.ForEach(watch => watch.Raise(made: null));
    }

    void End(Watch watch)
    {
        lock (gate)
        {
            watch.Users--;
            if (watch.Users == 0 && watches.GetValueOrDefault(watch.Number) == watch)
            {
                watches.Remove(watch.Number);
            }
        }
    }

    /// <summary>Waits for the next change of one instance; shared by all who wait for it.</summary>
    public sealed class Watch(Watches owner, long number) : IDisposable
    {
        readonly TaskCompletionSource<RowChange?> change = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Number => number;

        /// <summary>Ends at the next change, with what it made of the row; null when that has to be read.</summary>
        public Task<RowChange?> Change => change.Task;

        /// <summary>How many wait; guarded by the owner's lock.</summary>
        public int Users { get; set; }

        public void Raise(RowChange? made) => change.SetResult(made);

        public void Dispose() => owner.End(this);
    }
}

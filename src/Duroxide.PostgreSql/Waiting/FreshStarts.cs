namespace Duroxide.PostgreSql;

/// <summary>The instances that this process has just started, with their rows as it left them: who starts one mostly waits for it.</summary>
/// <remarks>
/// Each is watched from the start on, so whoever waits need not read its row first. A change that another node made in the
/// moment before, and told of in vain, is found by the look that soon follows.
/// </remarks>
sealed class FreshStarts(Watches watches)
{
    const int Most = 1000;
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly Dictionary<InstanceId, Fresh> byId = [];
    readonly Queue<Fresh> inOrder = new();

    /// <summary>Adds one, of which this process has told already.</summary>
    public void Add(InstanceRecord row)
    {
        var fresh = new Fresh(row, watches.Begin(Texts.Write(row.Instance.Value)!), TimeProvider.System.GetTimestamp());
        lock (gate)
        {
            if (byId.Remove(row.Instance, out var before))
            {
                before.Watch.Dispose();
            }
            byId.Add(row.Instance, fresh);
            inOrder.Enqueue(fresh);
            while (inOrder.TryPeek(out var oldest) && (inOrder.Count > Most || !IsFresh(oldest)))
            {
                inOrder.Dequeue();
                if (byId.GetValueOrDefault(oldest.Row.Instance) == oldest)
                {
                    Remove(oldest);
                    oldest.Watch.Dispose();
                }
            }
        }
    }

    /// <summary>The row of an instance of which nothing was heard since its start; null for any other.</summary>
    public InstanceRecord? Find(InstanceId instance)
    {
        lock (gate)
        {
            return byId.GetValueOrDefault(instance) is { } fresh && IsFresh(fresh) && !fresh.Watch.Change.IsCompleted
                ? fresh.Row
                : null;
        }
    }

    /// <summary>Hands over the row and the watch of an instance whose start was seen; null when it is not fresh any more. The taker ends the watch.</summary>
    public (InstanceRecord Row, Watches.Watch Watch)? Take(InstanceId instance, long seen)
    {
        lock (gate)
        {
            if (byId.GetValueOrDefault(instance) is not { } fresh || fresh.Row.Revision != seen || !IsFresh(fresh))
            {
                return null;
            }
            Remove(fresh);
            return (fresh.Row, fresh.Watch);
        }
    }

    void Remove(Fresh fresh) => byId.Remove(fresh.Row.Instance);

    static bool IsFresh(Fresh fresh) => TimeProvider.System.GetElapsedTime(fresh.Since) < Moment;

    sealed record Fresh(InstanceRecord Row, Watches.Watch Watch, long Since);
}

namespace Duroxide.Runtime;

/// <summary>The live programs that wait in memory for their next turn, bounded by number and by the memory they take.</summary>
/// <remarks>
/// The one unused longest goes first. One program that alone takes more than the bound has a place of its own, or a long
/// history would be replayed at each of its steps; the next such one takes the place over. A program whose commit failed never
/// comes back here.
/// </remarks>
/// <param name="most">How many programs are kept; 0 for none.</param>
/// <param name="mostBytes">How much memory they may take together; 0 for none.</param>
sealed class HotInstances(int most, long mostBytes)
{
    readonly Lock gate = new();
    readonly Dictionary<InstanceId, LinkedListNode<HotInstance>> byInstance = [];
    readonly LinkedList<HotInstance> byUse = new();
    HotInstance? large;
    long bytes;
    bool isClosed;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return byInstance.Count + (large is null ? 0 : 1);
            }
        }
    }

    /// <summary>About how much memory they take, the one aside that is too large for all.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>Whether a program takes more memory than all of them may together.</summary>
    public bool IsTooLarge(long size) => size > mostBytes;

    /// <summary>Takes a program out, if it stands where the store's history ends; one that stands elsewhere is dropped.</summary>
    public HotInstance? Take(TurnItem item)
    {
        lock (gate)
        {
            var found = Remove(item.Instance);
            if (found is null || found.StandsAt(item))
            {
                return found;
            }
            found.Abandon();
            return null;
        }
    }

    /// <summary>Whether a program is here that may have asked for an activity; <see cref="Take(RunningActivity)"/> looks closer.</summary>
    public bool MayHave(ActivityItem item)
    {
        lock (gate)
        {
            return Find(item.Instance)?.MayHaveAsked(item) is true;
        }
    }

    /// <summary>Takes out the program that asked for an activity; null when it is not here.</summary>
    public HotInstance? Take(RunningActivity activity)
    {
        lock (gate)
        {
            return Find(activity.Item.Instance)?.Asked(activity) is true ? Remove(activity.Item.Instance) : null;
        }
    }

    /// <summary>Keeps a program whose turn was committed.</summary>
    public void Put(HotInstance instance)
    {
        lock (gate)
        {
            Remove(instance.Id)?.Abandon();
            if (isClosed || most == 0 || mostBytes == 0)
            {
                instance.Abandon();
                return;
            }
            if (IsTooLarge(instance.Bytes))
            {
                large?.Abandon();
                large = instance;
            }
            else
            {
                byInstance[instance.Id] = byUse.AddLast(instance);
                bytes += instance.Bytes;
            }
            MakeRoom();
        }
    }

    /// <summary>Ends all programs, for no turn will continue with them here.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            large?.Abandon();
            large = null;
            foreach (var instance in byUse)
            {
                instance.Abandon();
            }
            byUse.Clear();
            byInstance.Clear();
            bytes = 0;
        }
    }

    void MakeRoom()
    {
        while (byUse.First is { } oldest && (byUse.Count + (large is null ? 0 : 1) > most || bytes > mostBytes))
        {
            Remove(oldest.Value.Id)?.Abandon();
        }
    }

    HotInstance? Find(InstanceId id) =>
        large is { } found && found.Id == id ? found : byInstance.GetValueOrDefault(id)?.Value;

    HotInstance? Remove(InstanceId id)
    {
        if (large is { } found && found.Id == id)
        {
            large = null;
            return found;
        }
        if (!byInstance.Remove(id, out var node))
        {
            return null;
        }
        byUse.Remove(node);
        bytes -= node.Value.Bytes;
        return node.Value;
    }
}

using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>The live programs that wait in memory for their next turn, bounded by number and by the size of their histories.</summary>
/// <remarks>The one unused longest goes first. A program whose commit failed never comes back here.</remarks>
sealed class HotInstances(int most, long mostBytes)
{
    readonly Lock gate = new();
    readonly Dictionary<InstanceId, LinkedListNode<HotInstance>> byInstance = [];
    readonly LinkedList<HotInstance> byUse = new();
    long bytes;
    bool isClosed;

    /// <summary>Takes a program out, if it stands where the store's history ends; one that stands elsewhere is dropped.</summary>
    public HotInstance? Take(TurnItem item)
    {
        lock (gate)
        {
            if (!byInstance.TryGetValue(item.Instance, out var node))
            {
                return null;
            }
            Remove(node);
            if (node.Value.StandsAt(item))
            {
                return node.Value;
            }
            node.Value.Abandon();
            return null;
        }
    }

    /// <summary>Keeps a program whose turn was committed.</summary>
    public void Put(HotInstance instance)
    {
        lock (gate)
        {
            if (isClosed)
            {
                instance.Abandon();
                return;
            }
            if (byInstance.TryGetValue(instance.Id, out var older))
            {
                Remove(older);
                older.Value.Abandon();
            }
            byInstance[instance.Id] = byUse.AddLast(instance);
            bytes += instance.Bytes;
            while (byUse.First is { } oldest && (byUse.Count > most || bytes > mostBytes))
            {
                Remove(oldest);
                oldest.Value.Abandon();
            }
        }
    }

    /// <summary>Ends all programs, for no turn will go on with them here.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var instance in byUse)
            {
                instance.Abandon();
            }
            byUse.Clear();
            byInstance.Clear();
            bytes = 0;
        }
    }

    void Remove(LinkedListNode<HotInstance> node)
    {
        byUse.Remove(node);
        byInstance.Remove(node.Value.Id);
        bytes -= node.Value.Bytes;
    }
}

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

    /// <summary>Takes a program out, if it stands where the store's history ends; one that stands elsewhere is dropped.</summary>
    public HotInstance? Take(InstanceId instance, ExecutionId current, EventId lastEvent)
    {
        lock (gate)
        {
            if (!byInstance.TryGetValue(instance, out var node))
            {
                return null;
            }
            Remove(node);
            var execution = node.Value.Execution;
            if (execution.Header.Execution == current && execution.State.LastId == lastEvent)
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

    void Remove(LinkedListNode<HotInstance> node)
    {
        byUse.Remove(node);
        byInstance.Remove(node.Value.Id);
        bytes -= node.Value.Bytes;
    }
}

/// <summary>A live program.</summary>
/// <param name="Execution">Its execution.</param>
/// <param name="Program">The program itself.</param>
sealed record HotInstance(Execution Execution, OrchestrationProgram Program)
{
    /// <summary>The instance.</summary>
    public InstanceId Id => Execution.Header.Instance;

    /// <summary>The size of its history when it was put by, as a measure of what it holds in memory.</summary>
    public long Bytes { get; private init; }

    /// <summary>The same program, measured after its turn was committed.</summary>
    public HotInstance Settled() =>
        this with
        {
            Bytes = Execution.State.HistoryBytes + (Execution.Header.Input.Length * 2L),
        };

    /// <summary>Ends the program, which will not run again: what still reaches it from outside is ignored.</summary>
    public void Abandon() => Program.Dispose();
}

using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The nodes of a simulation over one store: starts them, kills them, and starts others in their place.</summary>
sealed class Cluster(Simulation simulation, IProvider provider, Scheduler scheduler, FaultPlan faults)
{
    readonly List<Task> starts = [];
    int nodes;
    int calls;

    public Scheduler Scheduler => scheduler;

    /// <summary>The client, which meets no faults: it stands for whoever judges the outcome.</summary>
    public DuroxideClient Client()
    {
        var node = new SimulatedNode("client", scheduler);
        var store = new SimulatedStore(this, node, provider, meetsFaults: false);
        var time = new NodeClock(node, scheduler.Clock);
        return new(
            store,
            simulation.Options.Payloads,
            new ClientOptions { Time = time, Limits = simulation.Options.Limits }
        );
    }

    /// <summary>Starts a node.</summary>
    public void Start()
    {
        var node = new SimulatedNode($"node-{++nodes}", scheduler);
        var options = simulation.Options with
        {
            Time = new NodeClock(node, scheduler.Clock),
            Work = node,
            NodeId = node.Name,
        };
        var store = new SimulatedStore(this, node, provider, meetsFaults: true);
        scheduler.Write($"{node.Name} starts");
        starts.Add(DuroxideRuntime.StartAsync(store, simulation.Registry, options));
    }

    /// <summary>Kills a node; another takes its place some seconds later.</summary>
    public void Crash(SimulatedNode node)
    {
        if (node.IsDead)
        {
            return;
        }
        node.Die();
        scheduler.Write($"{node.Name} dies");
        var delay = TimeSpan.FromSeconds(1 + scheduler.Random.Below(20));
        scheduler.Clock.CreateTimer(_ => Start(), null, delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is to happen to the next call of a node.</summary>
    public FaultKind? NextFault(SimulatedNode node, string what, bool meetsFaults)
    {
        var fault = meetsFaults ? faults.Next(++calls) : null;
        scheduler.Write($"{node.Name} {what}{(fault is null ? "" : $"  [{fault}, call {calls}]")}");
        return fault;
    }

    /// <summary>The error with which a node did not start; null when all did.</summary>
    public Exception? StartError =>
        starts.Select(start => start.Exception?.InnerException).FirstOrDefault(e => e is not null);
}

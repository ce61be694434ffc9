using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The nodes of a simulation over one store: starts, kills, stops and holds them, and starts others in their place.</summary>
sealed class Cluster(Simulation simulation, SimulatedApp app, IProvider provider, Scheduler scheduler)
{
    readonly List<Task> works = [];
    readonly Dictionary<(bool IsTurn, Lease Lease), string> leased = [];
    DateTimeOffset outageEnds;
    int nodes;

    public Scheduler Scheduler => scheduler;

    /// <summary>What was sent.</summary>
    public MessageLedger Messages { get; } = new();

    public IProvider Provider => provider;

    /// <summary>Whether the store refuses everything just now.</summary>
    public bool IsOut => scheduler.Clock.GetUtcNow() < outageEnds;

    /// <summary>Whether every node that was told to stop has come to rest.</summary>
    public bool IsAtRest => works.TrueForAll(work => work.IsCompleted);

    /// <summary>The error with which a node did not start or stop; null when there was none.</summary>
    public Exception? Error => works.Select(work => work.Exception?.InnerException).FirstOrDefault(e => e is not null);

    /// <summary>Begins the client's script, which meets no faults: it stands for whoever judges the outcome.</summary>
    public Task Play()
    {
        var node = new SimulatedNode("the client", scheduler);
        var time = new NodeClock(node, scheduler.Clock, TimeSpan.Zero);
        var options = new ClientOptions
        {
            Time = time,
            Limits = app.Options.Limits,
            Nonces = scheduler.NextNonce,
        };
        return app.Script(new(new SimulatedStore(this, node), app.Options.Payloads, options), time);
    }

    /// <summary>Starts a node.</summary>
    public void Start()
    {
        var node = new SimulatedNode($"node-{++nodes}", scheduler) { MeetsFaults = true };
        var skew = Drawn(simulation.Skew);
        var time = new NodeClock(node, scheduler.Clock, skew);
        var options = app.Options with
        {
            Features = new Dictionary<Type, object>(app.Options.Features) { [typeof(TimeProvider)] = time },
            HotInstances = Math.Min(
                app.Options.HotInstances,
                scheduler.Choose(4) switch
                {
                    0 => 0,
                    1 => 1,
                    _ => int.MaxValue,
                }
            ),
            NodeId = node.Name,
            Time = time,
            Nonces = scheduler.NextNonce,
            Scheduler = node,
        };
        scheduler.Write(
            node.Name,
            () => $"starts, its clock off by {HistoryText.Span(skew)}, {options.HotInstances} hot instances"
        );
        works.Add(BeginAsync(node, options));
    }

    /// <summary>Lets a fault strike the node whose step it is.</summary>
    public void Strike(Fault fault, SimulatedNode node)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                scheduler.Write(node.Name, () => $"dies; another takes its place in {fault.Seconds} s");
                node.Die();
                Replace(node, fault);
                break;
            case FaultKind.Stop when node is { IsReplaced: false, Runtime: { } runtime }:
                scheduler.Write(node.Name, () => $"is told to stop; another takes its place in {fault.Seconds} s");
                works.Add(StopAsync(node, runtime));
                Replace(node, fault);
                break;
            case FaultKind.Pause:
                scheduler.Write(node.Name, () => $"stands still for {fault.Seconds} s");
                node.Pause();
                scheduler.After(TimeSpan.FromSeconds(fault.Seconds), node.Resume);
                break;
            case FaultKind.ClockJump:
                scheduler.Write("the clock", () => $"jumps ahead by {fault.Seconds} s");
                scheduler.Clock.Advance(TimeSpan.FromSeconds(fault.Seconds));
                break;
            case FaultKind.Outage:
                scheduler.Write("the store", () => $"goes away for {fault.Seconds} s");
                outageEnds = scheduler.Clock.GetUtcNow() + TimeSpan.FromSeconds(fault.Seconds);
                scheduler.WakeAt(outageEnds);
                break;
        }
    }

    /// <summary>The instances whose turns were fetched, by the store's numbers.</summary>
    public Dictionary<long, InstanceId> Instances { get; } = [];

    /// <summary>Remembers what a lease is for.</summary>
    public void Note(bool isTurn, Lease lease, string what) => leased[(isTurn, lease)] = what;

    /// <summary>What a lease is for, in words.</summary>
    public string NameOf(bool isTurn, Lease lease) => leased.GetValueOrDefault((isTurn, lease), lease.ToString());

    async Task BeginAsync(SimulatedNode node, RuntimeOptions options) =>
        node.Runtime = await DuroxideRuntime
            .StartAsync(new SimulatedStore(this, node), app.Registry, options)
            .ConfigureAwait(false);

    async Task StopAsync(SimulatedNode node, DuroxideRuntime runtime)
    {
        // A node that dies while it stops never gets there.
        await Task.WhenAny(runtime.StopAsync(), node.Death).ConfigureAwait(false);
        scheduler.Write(node.Name, () => node.IsDead ? "dies before it has stopped" : "has stopped");
        node.Die();
    }

    void Replace(SimulatedNode node, Fault fault)
    {
        if (!node.IsReplaced)
        {
            node.IsReplaced = true;
            scheduler.After(TimeSpan.FromSeconds(fault.Seconds), Start);
        }
    }

    TimeSpan Drawn(TimeSpan most)
    {
        var seconds = (int)most.TotalSeconds;
        return TimeSpan.FromSeconds(scheduler.Choose(2 * seconds + 1) - seconds);
    }
}

using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Duroxide.Runtime;

/// <summary>What the runtimes of this process have in hand, as gauges that are read when somebody asks.</summary>
static class RuntimeGauges
{
    // It keeps no runtime alive: one that a simulation lets die is never stopped.
    static readonly ConditionalWeakTable<DuroxideRuntime, ObservedNode> ByRuntime = [];

    static IEnumerable<ObservedNode> Nodes => ByRuntime.Select(node => node.Value);

    static RuntimeGauges()
    {
        Create("duroxide.node.count", "{node}", "Runtimes that run.", _ => 1);
        Create("duroxide.turn.active", "{turn}", "Turns in hand: fetched, and not stored yet.", load => load.Turns);
        Create("duroxide.activity.active", "{activity}", "Activities in hand.", load => load.Activities);
        Create("duroxide.hot.instances", "{instance}", "Instances in memory between turns.", load => load.Instances);
        Create("duroxide.turn.overdue", "{turn}", "Turns that hold a thread and do not end.", load => load.Overdue);
        Metrics.Meter.CreateObservableGauge(
            "duroxide.limit.utilization",
            Limits,
            "1",
            "The part of a limit that is in use."
        );
        Metrics.Meter.CreateObservableGauge(
            "duroxide.retention.sweep.age",
            Ages,
            "s",
            "How long ago retention last looked through a whole store."
        );
        StoreGauges.AddTo(Metrics.Meter, Counts);
    }

    /// <summary>Counts a runtime in until it is let go.</summary>
    public static void Add(DuroxideRuntime runtime, ObservedNode node) => ByRuntime.Add(runtime, node);

    /// <summary>Lets a runtime go.</summary>
    public static void Remove(DuroxideRuntime runtime) => ByRuntime.Remove(runtime);

    static void Create(string name, string unit, string description, Func<NodeLoad, long> of) =>
        Metrics.Meter.CreateObservableUpDownCounter(name, () => Nodes.Sum(node => of(node.Load())), unit, description);

    // Of several runtimes, the one that is nearest to its limit is told of.
    static IEnumerable<Measurement<double>> Limits() =>
        Nodes
            .SelectMany(node => node.Limits())
            .GroupBy(limit => limit.Name)
            .Select(limit => new Measurement<double>(
                limit.Max(one => one.Utilization),
                new KeyValuePair<string, object?>(TelemetryNames.Limit, limit.Key)
            ));

    static IEnumerable<Measurement<double>> Ages() =>
        Nodes
            .Select(node => node.SweepAge())
            .OfType<TimeSpan>()
            .OrderDescending()
            .Take(1)
            .Select(age => new Measurement<double>(age.TotalSeconds));

    static IEnumerable<StoreMetrics> Counts() =>
        Nodes
            .Where(node => node.Counts is not null)
            .DistinctBy(node => node.Store)
            .Select(node => node.Counts!.Ask())
            .OfType<StoreMetrics>();
}

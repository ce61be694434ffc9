using System.Collections.Concurrent;

namespace Duroxide.Runtime;

/// <summary>What the runtimes of this process have in hand, as gauges that are read when somebody asks.</summary>
static class RuntimeGauges
{
    static readonly ConcurrentDictionary<DuroxideRuntime, Func<NodeLoad>> Runtimes = new();

    static RuntimeGauges()
    {
        Create("duroxide.turn.active", "{turn}", "Turns in hand: fetched, and not stored yet.", load => load.Turns);
        Create("duroxide.activity.active", "{activity}", "Activities in hand.", load => load.Activities);
        Create("duroxide.hot.instances", "{instance}", "Instances in memory between turns.", load => load.Instances);
        Create("duroxide.turn.overdue", "{turn}", "Turns that hold a thread and do not end.", load => load.Overdue);
    }

    /// <summary>Counts a runtime in until it is let go.</summary>
    public static void Add(DuroxideRuntime runtime, Func<NodeLoad> load) => Runtimes[runtime] = load;

    /// <summary>Lets a runtime go.</summary>
    public static void Remove(DuroxideRuntime runtime) => Runtimes.TryRemove(runtime, out _);

    static void Create(string name, string unit, string description, Func<NodeLoad, long> of) =>
        Metrics.Meter.CreateObservableUpDownCounter(
            name,
            () => Runtimes.Values.Sum(read => of(read())),
            unit,
            description
        );
}

/// <summary>What a runtime has in hand.</summary>
/// <param name="Turns">Turns.</param>
/// <param name="Activities">Activities.</param>
/// <param name="Instances">Instances in memory.</param>
/// <param name="Overdue">Turns that are overdue.</param>
readonly record struct NodeLoad(int Turns, int Activities, int Instances, int Overdue);

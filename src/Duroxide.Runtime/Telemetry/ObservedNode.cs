namespace Duroxide.Runtime;

/// <summary>Where the gauges of a runtime are read.</summary>
/// <param name="Store">The store, which several runtimes of a process may have in common.</param>
/// <param name="Counts">What the store holds; null when it is not counted.</param>
/// <param name="Load">What the runtime has in hand.</param>
/// <param name="Limits">How much of its limits is in use.</param>
/// <param name="SweepAge">How long ago retention looked through the whole store here; null when it did not.</param>
sealed record ObservedNode(
    IProvider Store,
    StoreCounts? Counts,
    Func<NodeLoad> Load,
    Func<IEnumerable<LimitUse>> Limits,
    Func<TimeSpan?> SweepAge
);

/// <summary>What a runtime has in hand.</summary>
/// <param name="Turns">Turns.</param>
/// <param name="Activities">Activities.</param>
/// <param name="Instances">Instances in memory.</param>
/// <param name="Overdue">Turns that are overdue.</param>
readonly record struct NodeLoad(int Turns, int Activities, int Instances, int Overdue);

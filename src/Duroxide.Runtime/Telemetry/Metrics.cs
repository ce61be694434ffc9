using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Duroxide.Runtime;

/// <summary>The instruments of the engine. No attribute has more values than the code has names.</summary>
static class Metrics
{
    public static readonly Meter Meter = new(DuroxideTelemetry.MeterName, FrameworkVersion.Current.ToString());

    static readonly InstrumentAdvice<double> Short = Buckets(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5);
    static readonly InstrumentAdvice<double> Long = Buckets(0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600);
    static readonly InstrumentAdvice<long> Sizes = Buckets(1L, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000);

    public static readonly Counter<long> OrchestrationStarts = Meter.CreateCounter<long>(
        "duroxide.orchestration.starts",
        "{execution}",
        "Executions whose first turn is stored."
    );

    public static readonly Histogram<double> OrchestrationDuration = Meter.CreateHistogram(
        "duroxide.orchestration.duration",
        "s",
        "From an execution's first turn to its end.",
        advice: Long
    );

    public static readonly Histogram<long> OrchestrationTurns = Meter.CreateHistogram(
        "duroxide.orchestration.turns",
        "{turn}",
        "Turns that an execution took to its end.",
        advice: Sizes
    );

    public static readonly Histogram<long> OrchestrationEvents = Meter.CreateHistogram(
        "duroxide.orchestration.events",
        "{event}",
        "Events in the history of an execution at its end.",
        advice: Sizes
    );

    public static readonly Histogram<double> ChildDuration = Meter.CreateHistogram(
        "duroxide.suborchestration.duration",
        "s",
        "From the call of a child to its answer, as its parent sees it.",
        advice: Long
    );

    public static readonly Histogram<double> ActivityDuration = Meter.CreateHistogram(
        "duroxide.activity.duration",
        "s",
        "How long an attempt at an activity ran.",
        advice: Long
    );

    public static readonly Histogram<double> TurnDuration = Meter.CreateHistogram(
        "duroxide.turn.duration",
        "s",
        "From the begin of a turn to its commit.",
        advice: Short
    );

    public static readonly Histogram<double> TurnWait = Meter.CreateHistogram(
        "duroxide.turn.wait",
        "s",
        "How long a turn in hand waited for a slot.",
        advice: Short
    );

    public static readonly Counter<long> ReplayedEvents = Meter.CreateCounter<long>(
        "duroxide.turn.replayed_events",
        "{event}",
        "Events of histories that were replayed because their instance was not in memory."
    );

    public static readonly Histogram<long> CommitSize = Meter.CreateHistogram(
        "duroxide.commit.size",
        "{turn}",
        "Turns that were handed to the store together.",
        advice: Sizes
    );

    public static readonly Counter<long> LeaseLosses = Meter.CreateCounter<long>(
        "duroxide.lease.losses",
        "{lease}",
        "Leases that another node took, or that ended with what was cancelled."
    );

    public static readonly Histogram<double> StoreDuration = Meter.CreateHistogram(
        "duroxide.store.operation.duration",
        "s",
        "How long a call to the store took; fetches that waited for work are not among them.",
        advice: Short
    );

    public static readonly Counter<long> StoreRetries = Meter.CreateCounter<long>(
        "duroxide.store.retries",
        "{retry}",
        "Calls to the store that were made again because it said that they may succeed."
    );

    public static readonly Histogram<double> ClientDuration = Meter.CreateHistogram(
        "duroxide.client.operation.duration",
        "s",
        "How long a call of a client took.",
        advice: Long
    );

    public static readonly Counter<double> LimitWaited = Meter.CreateCounter<double>(
        "duroxide.limit.waited",
        "s",
        "For how long a limit kept this node from fetching more."
    );

    public static readonly Histogram<double> SweepDuration = Meter.CreateHistogram(
        "duroxide.retention.sweep.duration",
        "s",
        "How long retention took to look through the store.",
        advice: Long
    );

    public static readonly Counter<long> Deletions = Meter.CreateCounter<long>(
        "duroxide.retention.deletions",
        "{item}",
        "What retention deleted."
    );

    static InstrumentAdvice<T> Buckets<T>(params ReadOnlySpan<T> bounds)
        where T : struct => new() { HistogramBucketBoundaries = bounds.ToArray() };
}

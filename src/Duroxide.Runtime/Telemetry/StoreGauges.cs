using System.Diagnostics.Metrics;

namespace Duroxide.Runtime;

/// <summary>What the stores of this process hold, as gauges. The nodes of one store all tell the same.</summary>
static class StoreGauges
{
    /// <summary>Adds the gauges to a meter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="stores">What the stores hold, each once.</param>
    public static void AddTo(Meter meter, Func<IEnumerable<StoreMetrics>> stores)
    {
        meter.CreateObservableGauge(
            "duroxide.store.work.age",
            () => Tell(stores(), Ages),
            "s",
            "For how long the oldest work that is ready has waited."
        );
        meter.CreateObservableUpDownCounter(
            "duroxide.store.work.count",
            () => Tell(stores(), Work),
            "{item}",
            "Work in the queues of the store."
        );
        meter.CreateObservableUpDownCounter(
            "duroxide.store.parked.count",
            () => Tell<long>(stores(), held => [new(held.Parked)]),
            "{item}",
            "Work that is set aside because it could not be processed."
        );
        meter.CreateObservableUpDownCounter(
            "duroxide.store.instance.count",
            () => Tell(stores(), Instances),
            "{instance}",
            "Instances in the store."
        );
    }

    // A store that was not counted is not told of as empty.
    static Measurement<T>[] Tell<T>(IEnumerable<StoreMetrics> stores, Func<StoreMetrics, Measurement<T>[]> tell)
        where T : struct
    {
        StoreMetrics? all = null;
        foreach (var store in stores)
        {
            all = all is null ? store : Together(all, store);
        }
        return all is null ? [] : tell(all);
    }

    static Measurement<double>[] Ages(StoreMetrics held) =>
        [Age("turn", held.OldestReady), Age("activity", held.OldestActivity), Age("message", held.OldestMessage)];

    static Measurement<long>[] Work(StoreMetrics held) =>
        [
            Count("turn", "ready", held.Ready),
            Count("turn", "leased", held.LeasedTurns),
            Count("activity", "ready", held.Activities),
            Count("activity", "leased", held.LeasedActivities),
            Count("message", "ready", held.Messages),
            Count("message", "held", held.HeldMessages),
            Count("timer", "waiting", held.Timers),
        ];

    static Measurement<long>[] Instances(StoreMetrics held) =>
        [
            State("running", held.Running - held.Suspended),
            State("suspended", held.Suspended),
            State("completed", held.Completed),
            State("failed", held.Failed),
        ];

    static Measurement<double> Age(string work, TimeSpan? age) =>
        new(age?.TotalSeconds ?? 0, new KeyValuePair<string, object?>(TelemetryNames.Work, work));

    static Measurement<long> Count(string work, string state, long count) =>
        new(count, new(TelemetryNames.Work, work), new(TelemetryNames.WorkState, state));

    static Measurement<long> State(string state, long count) =>
        new(count, new KeyValuePair<string, object?>(TelemetryNames.InstanceState, state));

    static StoreMetrics Together(StoreMetrics one, StoreMetrics other) =>
        one with
        {
            Running = one.Running + other.Running,
            Suspended = one.Suspended + other.Suspended,
            Completed = one.Completed + other.Completed,
            Failed = one.Failed + other.Failed,
            Messages = one.Messages + other.Messages,
            Activities = one.Activities + other.Activities,
            Timers = one.Timers + other.Timers,
            Parked = one.Parked + other.Parked,
            Ready = one.Ready + other.Ready,
            LeasedTurns = one.LeasedTurns + other.LeasedTurns,
            LeasedActivities = one.LeasedActivities + other.LeasedActivities,
            HeldMessages = one.HeldMessages + other.HeldMessages,
            OldestReady = Older(one.OldestReady, other.OldestReady),
            OldestMessage = Older(one.OldestMessage, other.OldestMessage),
            OldestActivity = Older(one.OldestActivity, other.OldestActivity),
        };

    static TimeSpan? Older(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}

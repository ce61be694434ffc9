using System.Collections.Concurrent;

namespace Duroxide.Runtime;

/// <summary>The activities that run in this process, so that one cancelled by a turn in this process is told at once.</summary>
sealed class RunningActivities
{
    readonly ConcurrentDictionary<ActivityKey, RunningActivity> running = new();
    bool isStopping;

    /// <summary>The sessions that have activities running, in a fixed order.</summary>
    public ValueList<string> Sessions =>
        [
            .. running
                .Values.Select(activity => activity.Item.Session)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Notes that an activity runs.</summary>
    public void Add(ActivityKey key, RunningActivity activity)
    {
        running[key] = activity;
        // Either the flag is seen here, or the activity is seen by the one who sets it.
        Interlocked.MemoryBarrier();
        if (isStopping)
        {
            activity.Stop(StopReason.Shutdown);
        }
    }

    /// <summary>The one that runs; null for none.</summary>
    public RunningActivity? Find(ActivityKey key) =>
        running.GetValueOrDefault(key) is { IsOver: false } found ? found : null;

    /// <summary>Notes that it no longer runs.</summary>
    public void Remove(ActivityKey key, RunningActivity activity) => running.TryRemove(new(key, activity));

    /// <summary>Tells an activity to stop, if it runs here.</summary>
    public void Stop(ActivityKey key, StopReason reason)
    {
        if (running.TryGetValue(key, out var activity))
        {
            activity.Stop(reason);
        }
    }

    /// <summary>Tells all to stop because the runtime does, those too that come later; in an order that is the same in every process.</summary>
    public void ShutDown()
    {
        isStopping = true;
        Interlocked.MemoryBarrier();
        // Its own ToArray takes the dictionary as it is at one moment; sorting it as it stands would not, and activities end
        // meanwhile.
        var now = running.ToArray();
        foreach (var (_, activity) in now.OrderBy(entry => (entry.Key.Instance, entry.Key.Execution, entry.Key.Id)))
        {
            activity.Stop(StopReason.Shutdown);
        }
    }
}

/// <summary>Which activity of which execution.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Its execution.</param>
/// <param name="Id">The event that scheduled the activity.</param>
readonly record struct ActivityKey(InstanceId Instance, ExecutionId Execution, EventId Id);

using Duroxide.Runtime.InMemory;

namespace Duroxide;

/// <summary>What in-memory providers keep: it lives as long as somebody holds it, and several providers may share it.</summary>
public sealed class InMemoryStore
{
    long numbers;
    long latest;

    internal Lock Gate { get; } = new();

    internal Dictionary<InstanceId, MemoryInstance> Instances { get; } = [];

    internal Dictionary<long, MemoryInstance> InstancesByKey { get; } = [];

    internal Dictionary<long, MemoryActivity> Activities { get; } = [];

    internal Dictionary<string, MemorySession> Sessions { get; } = [];

    /// <summary>Who does each duty, and until when.</summary>
    internal Dictionary<string, (string Owner, Timestamp Until)> Duties { get; } = [];

    /// <summary>When each instance is ready for a turn.</summary>
    internal Agenda Turns { get; } = new();

    /// <summary>When each activity is ready for a worker.</summary>
    internal Agenda Work { get; } = new();

    /// <summary>When each activity is given up that no worker took.</summary>
    internal Agenda Expiries { get; } = new();

    /// <summary>The latest time that any provider of the store has seen.</summary>
    internal Timestamp Latest => new(Volatile.Read(ref latest));

    internal Signals Signals { get; } = new();

    internal long NextNumber() => ++numbers;

    /// <summary>Notes that somebody has seen a time, and tells the latest of all; who only asks for the time does not wait for the gate.</summary>
    internal Timestamp See(Timestamp time)
    {
        var seen = Volatile.Read(ref latest);
        while (seen < time.UnixMilliseconds)
        {
            var before = Interlocked.CompareExchange(ref latest, time.UnixMilliseconds, seen);
            if (before == seen)
            {
                return time;
            }
            seen = before;
        }
        return new(seen);
    }

    /// <summary>Puts a new instance into the store, unless its id is taken.</summary>
    internal bool Create(NewInstance start, Timestamp now)
    {
        if (Instances.ContainsKey(start.Instance))
        {
            _ = start.IfExists is { } notice && Deliver(notice, now);
            return false;
        }
        var instance = new MemoryInstance(NextNumber(), start, now);
        Instances.Add(instance.Id, instance);
        InstancesByKey.Add(instance.Key, instance);
        Reschedule(instance);
        Signals.Raise(instance.Id);
        return true;
    }

    /// <summary>Puts a message into the queue of an instance, unless there is none or it has ended for good.</summary>
    internal bool Deliver(NewMessage message, Timestamp time) =>
        Instances.TryGetValue(message.To, out var instance)
        && Deliver(instance, message.Payload, time, timer: null, message.IsCancel);

    internal bool Deliver(
        MemoryInstance to,
        ReadOnlyMemory<byte> payload,
        Timestamp time,
        (ExecutionId Execution, EventId Id)? timer,
        bool isCancel = false
    )
    {
        if (to.HasEnded)
        {
            return false;
        }
        to.Messages.Add(
            new(new StoredMessage(NextNumber(), time, payload.ToArray())) { Timer = timer, IsCancel = isCancel }
        );
        Reschedule(to);
        return true;
    }

    internal void Add(MemoryActivity activity)
    {
        Activities.Add(activity.Key, activity);
        activity.Instance.Activities.Add((activity.Execution, activity.Id), activity);
        Expiries.Set(activity.Key, activity.ExpiresAt);
        Reschedule(activity);
    }

    internal void Remove(MemoryActivity activity)
    {
        Activities.Remove(activity.Key);
        activity.Instance.Activities.Remove((activity.Execution, activity.Id));
        Work.Set(activity.Key, null);
        Expiries.Set(activity.Key, null);
    }

    internal void Remove(MemoryInstance instance)
    {
        foreach (var activity in instance.Activities.Values.ToList())
        {
            Remove(activity);
        }
        Instances.Remove(instance.Id);
        InstancesByKey.Remove(instance.Key);
        Turns.Set(instance.Key, null);
        Signals.Raise(instance.Id);
    }

    /// <summary>Brings the agenda up to date after a change of an instance, and wakes who waits for turns.</summary>
    internal void Reschedule(MemoryInstance instance)
    {
        Turns.Set(instance.Key, instance.ReadyAt);
        Signals.Raise(Turns);
    }

    /// <summary>Brings the agenda up to date after a change of an activity, and wakes who waits for work.</summary>
    internal void Reschedule(MemoryActivity activity)
    {
        Work.Set(activity.Key, activity.FreeAt);
        Signals.Raise(Work);
    }

    /// <summary>Answers the activities whose time to live is over, at the time at which it was.</summary>
    internal void Expire(Timestamp now)
    {
        foreach (var key in Expiries.DueAt(now).ToList())
        {
            var activity = Activities[key];
            Remove(activity);
            Deliver(activity.Instance, activity.OnExpiry, activity.ExpiresAt!.Value, timer: null);
        }
    }
}

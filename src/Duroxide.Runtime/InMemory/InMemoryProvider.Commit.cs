using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    bool Commit(TurnCommit turn, Timestamp now)
    {
        if (
            Held(turn.Lease) is not { } instance
            || turn.Execution != instance.Current.Id
            || (turn.Events is { } events && events.First != instance.Current.LastEvent.Next)
        )
        {
            return IsStored(turn);
        }
        Append(instance.Current, turn, now);
        TakeMessages(instance, turn, now);
        Publish(instance, turn, now);
        Schedule(instance, turn, now);
        if (turn.Next is { } next)
        {
            var start = next.Start with { Header = next.Start.Header.ToArray() };
            instance.Executions.Add(new(turn.Execution.Next, next.Name, start, store.NextNumber()));
        }
        else if (instance.HasEnded)
        {
            instance.Messages.Clear();
            instance.Held.Clear();
            instance.ParkedMessages.Clear();
        }
        Send(turn, now);
        instance.Finish();
        store.Reschedule(instance);
        return true;
    }

    // Whose answer was lost sends the turn again; it was stored if what it was to write stands there under its lease.
    bool IsStored(TurnCommit turn) =>
        store.InstancesByKey.GetValueOrDefault(turn.Lease.Key) is { } instance
        && instance.Executions.Find(execution => execution.Id == turn.Execution) is { } written
        && written.Batches.Exists(batch => batch.Holds(turn));

    static void Append(MemoryExecution execution, TurnCommit turn, Timestamp now)
    {
        if (turn.Events is { } events)
        {
            execution.Batches.Add(new(turn.Lease, events.Payload.ToArray()));
            execution.LastEvent = events.Last;
        }
        execution.Version = turn.Version ?? execution.Version;
        execution.Pin = turn.Pin ?? execution.Pin;
        execution.Status = turn.Status;
        execution.Output = turn.Output is { } output ? (ReadOnlyMemory<byte>?)output.ToArray() : null;
        execution.Ended = turn.Status == ExecutionStatus.Running ? null : now;
    }

    void TakeMessages(MemoryInstance instance, TurnCommit turn, Timestamp now)
    {
        foreach (var (id, reason) in turn.Parked)
        {
            if (instance.Messages.FirstOrDefault(entry => entry.Message.Id == id) is { } message)
            {
                var item = Parked(ParkedKind.Message, instance.Id, reason, now);
                instance.ParkedMessages.Add(item.Id, (item, message));
            }
        }
        if (turn.ReleasesHeld || turn.Next is not null)
        {
            instance.Release();
        }
        instance.Hold(turn.Held);
        var gone = turn.Consumed.Concat(turn.Parked.Select(message => message.Id)).ToHashSet();
        instance.Messages.RemoveWhere(entry => gone.Contains(entry.Message.Id));
    }

    void Publish(MemoryInstance instance, TurnCommit turn, Timestamp now)
    {
        if (turn.CustomStatus is { } status)
        {
            instance.CustomStatus = status.Text;
            instance.CustomStatusVersion++;
        }
        foreach (var change in turn.Values)
        {
            instance.Values = change.Value is { } value
                ? instance.Values.Set(change.Key, value)
                : instance.Values.Remove(change.Key);
        }
        var isSeen = turn.CustomStatus is not null || turn.Values.Count > 0 || turn.Version is not null;
        if (isSeen || turn.Status != ExecutionStatus.Running)
        {
            Announce(instance, now);
        }
    }

    /// <summary>Takes what is scheduled before what is cancelled, so that what is both is gone.</summary>
    void Schedule(MemoryInstance instance, TurnCommit turn, Timestamp now)
    {
        foreach (var work in turn.Activities)
        {
            store.Add(new(store.NextNumber(), instance, turn.Execution, work, now));
        }
        foreach (var id in turn.CancelledActivities)
        {
            if (instance.Activities.TryGetValue((turn.Execution, id), out var activity))
            {
                store.Remove(activity);
            }
        }
        foreach (var timer in turn.Timers)
        {
            var message = new StoredMessage(store.NextNumber(), timer.FireAt, timer.Payload.ToArray());
            instance.Messages.Add(new(message) { Timer = (turn.Execution, timer.Id) });
        }
        var cancelled = turn.CancelledTimers.Select(id => (turn.Execution, id)).ToHashSet();
        instance.Messages.RemoveWhere(entry => entry.Timer is { } timer && cancelled.Contains(timer));
    }

    void Send(TurnCommit turn, Timestamp now)
    {
        foreach (var start in turn.Starts)
        {
            store.Create(start, now);
        }
        foreach (var message in turn.Messages)
        {
            store.Deliver(message, now);
        }
    }

    void Announce(MemoryInstance instance, Timestamp now)
    {
        instance.Changed(now, store.NextNumber());
        store.Signals.Raise(instance.Id);
    }

    ParkedItem Parked(ParkedKind kind, InstanceId instance, string reason, Timestamp now) =>
        new(store.NextNumber(), kind, instance, reason, now.ToDateTimeOffset());
}

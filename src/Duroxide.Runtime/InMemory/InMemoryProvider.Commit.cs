using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    TurnStored Commit(TurnCommit turn, Timestamp now) =>
        turn.Right switch
        {
            TurnRight.Leased leased => CommitLeased(turn, leased.Lease, now),
            TurnRight.Answering answering => CommitAnswering(turn, answering, now),
            TurnRight.Starting starting => CommitStarting(turn, starting, now),
        };

    TurnStored CommitLeased(TurnCommit turn, Lease lease, Timestamp now)
    {
        if (Held(lease) is not { } instance || turn.Execution != instance.Current.Id || !Follows(turn, instance))
        {
            return AsBefore(turn, store.InstancesByKey.GetValueOrDefault(lease.Key), lease) ?? new(IsStored: false);
        }
        var taken = Write(instance, turn, lease, now);
        instance.Finish();
        store.Reschedule(instance);
        return new(IsStored: true) { Taken = taken };
    }

    TurnStored CommitAnswering(TurnCommit turn, TurnRight.Answering right, Timestamp now)
    {
        var instance = store.InstancesByKey.GetValueOrDefault(right.Instance);
        var first = right.Completions[0].Lease;
        if (
            instance is not null
            && instance.WaitsAt(turn.Execution, right.After, now)
            && Follows(turn, instance)
            && right.Completions.All(completion => HeldWork(completion.Lease)?.Instance == instance)
        )
        {
            foreach (var completion in right.Completions)
            {
                Complete(completion with { Answer = null }, now);
            }
            var taken = Write(instance, turn, first, now);
            store.Reschedule(instance);
            return new(IsStored: true) { Taken = taken, Completed = [.. right.Completions.Select(_ => true)] };
        }
        // Before the answers go their ordinary way, or who asks again would be told that the turn is refused.
        return AsBefore(turn, instance, first) is { } before
            ? before with
            {
                Completed = [.. right.Completions.Select(_ => true)],
            }
            : new(IsStored: false)
            {
                Completed = [.. right.Completions.Select(completion => Complete(completion, now))],
            };
    }

    TurnStored CommitStarting(TurnCommit turn, TurnRight.Starting right, Timestamp now)
    {
        var start = right.Instance;
        if (store.Instances.GetValueOrDefault(start.Instance) is not { } known)
        {
            store.Create(start, right.Time);
            var instance = store.Instances[start.Instance];
            var taken = Write(instance, turn, Unleased(instance), now);
            store.Reschedule(instance);
            return new(IsStored: true) { Instance = instance.Key, Taken = taken };
        }
        if (
            known.Executions[0].Start.Header.Span.SequenceEqual(start.Header.Span)
            && AsBefore(turn, known, Unleased(known)) is { } before
        )
        {
            return before with { Instance = known.Key };
        }
        // As every start of an id that is taken.
        store.Create(start, now);
        return new(IsStored: false);
    }

    // No lease has this number.
    static Lease Unleased(MemoryInstance instance) => new(instance.Key, 0);

    static bool Follows(TurnCommit turn, MemoryInstance instance) =>
        turn.Events is not { } events || events.First == instance.Current.LastEvent.Next;

    // Whose answer was lost sends the turn again; it was stored if what it was to write stands there under its lease.
    static TurnStored? AsBefore(TurnCommit turn, MemoryInstance? instance, Lease lease) =>
        instance?.Executions.Find(execution => execution.Id == turn.Execution) is { } written
        && written.Batches.Exists(batch => batch.Holds(turn, lease))
            ? new(IsStored: true)
            {
                Taken =
                [
                    .. turn.Activities.Select(work =>
                        instance.Activities.GetValueOrDefault((turn.Execution, work.Id))?.TakenAtFirst
                    ),
                ],
            }
            : null;

    /// <summary>Writes all of a turn, but for how the right to it ends.</summary>
    /// <returns>The leases of the activities that are taken.</returns>
    IReadOnlyList<Lease?> Write(MemoryInstance instance, TurnCommit turn, Lease lease, Timestamp now)
    {
        Append(instance.Current, turn, lease, now);
        TakeMessages(instance, turn, now);
        Publish(instance, turn, now);
        var taken = Schedule(instance, turn, now);
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
        return taken;
    }

    static void Append(MemoryExecution execution, TurnCommit turn, Lease lease, Timestamp now)
    {
        if (turn.Events is { } events)
        {
            execution.Batches.Add(new(lease, events.First, events.Payload.ToArray()));
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
        if (turn.Consumed.Count > 0 || turn.Parked.Count > 0)
        {
            var gone = turn.Consumed.Concat(turn.Parked.Select(message => message.Id)).ToHashSet();
            instance.Messages.RemoveWhere(entry => gone.Contains(entry.Message.Id));
        }
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
        foreach (var change in turn.Tags)
        {
            instance.Tags = change.Value is { } value
                ? instance.Tags.Set(change.Name, value)
                : instance.Tags.Remove(change.Name);
        }
        var isSeen = turn.CustomStatus is not null || turn.Values.Count > 0 || turn.Tags.Count > 0;
        if (isSeen || turn.Version is not null || turn.Status != ExecutionStatus.Running)
        {
            Announce(instance, now);
        }
    }

    /// <summary>Takes what is scheduled before what is cancelled, so that what is both is gone.</summary>
    IReadOnlyList<Lease?> Schedule(MemoryInstance instance, TurnCommit turn, Timestamp now)
    {
        List<Lease?> taken = [];
        foreach (var work in turn.Activities)
        {
            var activity = new MemoryActivity(store.NextNumber(), instance, turn.Execution, work, now);
            taken.Add(activity.TakenAtFirst);
            store.Add(activity);
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
        if (turn.CancelledTimers.Count > 0)
        {
            var cancelled = turn.CancelledTimers.Select(id => (turn.Execution, id)).ToHashSet();
            instance.Messages.RemoveWhere(entry => entry.Timer is { } timer && cancelled.Contains(timer));
        }
        return taken;
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

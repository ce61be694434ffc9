namespace Duroxide.Sqlite;

/// <summary>Writes what a turn decided.</summary>
static class TurnCommits
{
    static readonly Sql ReadTurn = Sql.Named("turns/read");
    static readonly Sql AddHistory = Sql.Named("history/add");
    static readonly Sql ReadFirst = Sql.Named("instances/first");
    static readonly Sql ReadBatch = Sql.Named("history/batch");
    static readonly Sql RemoveMessage = Sql.Named("messages/remove");
    static readonly Sql SetVersion = Sql.Named("instances/set-version");
    static readonly Sql SetStatus = Sql.Named("instances/set-status");
    static readonly Sql SetValue = Sql.Named("instances/set-value");
    static readonly Sql ClearValue = Sql.Named("instances/clear-value");
    static readonly Sql AddTimer = Sql.Named("messages/add-timer");
    static readonly Sql RemoveTimer = Sql.Named("messages/remove-timer");

    /// <summary>Writes a turn whole, or nothing of it.</summary>
    /// <returns>Whether it is stored; not when its right was lost, or its events do not follow the stored ones.</returns>
    public static TurnStored Commit(Transaction transaction, TurnCommit turn) =>
        turn.Right switch
        {
            TurnRight.Leased leased => CommitLeased(transaction, turn, leased.Lease),
            TurnRight.Answering answering => CommitAnswering(transaction, turn, answering),
            TurnRight.Starting starting => CommitStarting(transaction, turn, starting),
        };

    static TurnStored CommitLeased(Transaction transaction, TurnCommit turn, Lease lease)
    {
        if (
            Read(transaction, lease.Key) is not { } row
            || lease.Fence == 0
            || row.Fence != lease.Fence
            || !row.Fits(turn)
        )
        {
            return AsBefore(transaction, turn, lease.Key, lease.Fence) ?? new(IsStored: false);
        }
        return new(IsStored: true) { Taken = Write(transaction, turn, lease.Key, row, lease.Fence) };
    }

    static TurnStored CommitAnswering(Transaction transaction, TurnCommit turn, TurnRight.Answering right)
    {
        var instance = right.Instance;
        var batch = right.Completions[0].Lease.Fence;
        if (
            Read(transaction, instance) is { IsWaiting: true, HasHeld: false } row
            && row.LastEvent == right.After.Value
            && row.Fits(turn)
            && ActivityLeases.TryRemove(transaction, instance, right.Completions)
        )
        {
            var taken = Write(transaction, turn, instance, row, batch);
            return new(IsStored: true) { Taken = taken, Completed = [.. right.Completions.Select(_ => true)] };
        }
        // Before the answers go their ordinary way, or who asks again would be told that the turn is refused.
        if (AsBefore(transaction, turn, instance, batch) is { } before)
        {
            return before with { Completed = [.. right.Completions.Select(_ => true)] };
        }
        return new(IsStored: false)
        {
            Completed = [.. right.Completions.Select(done => ActivityLeases.Complete(transaction, done))],
        };
    }

    static TurnStored CommitStarting(Transaction transaction, TurnCommit turn, TurnRight.Starting right)
    {
        if (InstanceRows.TryAdd(transaction, right.Instance, right.Time.UnixMilliseconds, due: null) is { } added)
        {
            var row = new Row(ExecutionId.First.Value, 0, 0, added.Header, HasHeld: false, IsWaiting: true);
            var taken = Write(transaction, turn, added.Instance, row, transaction.NextKey());
            return new(IsStored: true) { Instance = added.Instance, Taken = taken };
        }
        var first = transaction.Use(ReadFirst).With(right.Instance.Instance.Value);
        if (first.Step())
        {
            var (instance, header, stored) = (first.Int64(0), first.Int64(1), first.Bytes(2));
            first.Reset();
            if (
                stored.Span.SequenceEqual(right.Instance.Header.Span)
                && AsBefore(transaction, turn, instance, header + 1) is { } before
            )
            {
                return before with { Instance = instance };
            }
        }
        InstanceRows.TellTaken(transaction, right.Instance);
        return new(IsStored: false);
    }

    static IReadOnlyList<Lease?> Write(Transaction transaction, TurnCommit turn, long instance, Row row, long batch)
    {
        var (lastEvent, lastBatch) = AppendEvents(transaction, turn, row, batch);
        HeldMessages.Write(transaction, turn, instance, row.HasHeld);
        foreach (var message in turn.Consumed)
        {
            transaction.Use(RemoveMessage).With(instance).With(message).Run();
        }
        foreach (var message in turn.Parked)
        {
            Parking.ParkMessage(transaction, instance, message);
        }
        WriteState(transaction, instance, turn);
        var taken = WriteActivities(transaction, instance, turn);
        WriteTimers(transaction, instance, turn);
        foreach (var start in turn.Starts)
        {
            InstanceRows.Create(transaction, start);
        }
        foreach (var message in turn.Messages)
        {
            Queue.Send(transaction, message);
        }
        Progress.Write(transaction, turn, instance, lastEvent, lastBatch);
        return taken;
    }

    static Row? Read(Transaction transaction, long instance)
    {
        var read = transaction.Use(ReadTurn).With(instance);
        if (!read.Step())
        {
            return null;
        }
        var row = new Row(
            read.Int64(0),
            read.Int64(1),
            read.Int64(2),
            read.Int64(3),
            read.Int64(4) == 1,
            read.OptionalInt64(5) is null
        );
        read.Reset();
        return row;
    }

    // Whose answer was lost sends the turn again; it was stored if what it was to write stands there under its fence.
    static TurnStored? AsBefore(Transaction transaction, TurnCommit turn, long instance, long fence)
    {
        if (turn.Events is not { } events)
        {
            return null;
        }
        var read = transaction.Use(ReadBatch).With(fence);
        if (!read.Step())
        {
            return null;
        }
        var isSame = read.Int64(0) == events.First.Value && read.Bytes(1).Span.SequenceEqual(events.Payload.Span);
        read.Reset();
        return isSame ? new(IsStored: true) { Taken = StillTaken(transaction, turn, instance) } : null;
    }

    static IReadOnlyList<Lease?> StillTaken(Transaction transaction, TurnCommit turn, long instance) =>
        [
            .. turn.Activities.Select(activity =>
                ActivityRows.TakenAtFirst(transaction, instance, turn.Execution, activity)
            ),
        ];

    static (long LastEvent, long LastBatch) AppendEvents(Transaction transaction, TurnCommit turn, Row row, long batch)
    {
        if (turn.Events is not { } events)
        {
            return (row.LastEvent, row.LastBatch);
        }
        // A lease stores one turn, so its fence is free, and says later whose turn it was.
        transaction
            .Use(AddHistory)
            .With(batch)
            .With(row.LastBatch)
            .With(events.First.Value)
            .With(events.Payload)
            .Run();
        return (events.Last.Value, batch);
    }

    static void WriteState(Transaction transaction, long instance, TurnCommit turn)
    {
        if (turn.Version is { } version)
        {
            transaction.Use(SetVersion).With(instance).With(turn.Execution.Value).With(version.ToString()).Run();
        }
        if (turn.CustomStatus is { } status)
        {
            transaction.Use(SetStatus).With(instance).With(status.Text).Run();
        }
        InstanceTags.Change(transaction, instance, turn.Tags);
        foreach (var change in turn.Values)
        {
            if (change.Value is { } value)
            {
                transaction
                    .Use(SetValue)
                    .With(instance)
                    .With(change.Key)
                    .With(value.Updated.UnixMilliseconds)
                    .With(value.Data)
                    .Run();
            }
            else
            {
                transaction.Use(ClearValue).With(instance).With(change.Key).Run();
            }
        }
    }

    static IReadOnlyList<Lease?> WriteActivities(Transaction transaction, long instance, TurnCommit turn)
    {
        var taken = turn.Activities.Count == 0 ? [] : new Lease?[turn.Activities.Count];
        for (var index = 0; index < taken.Length; index++)
        {
            taken[index] = ActivityRows.Add(transaction, instance, turn.Execution, turn.Activities[index]);
        }
        foreach (var activity in turn.CancelledActivities)
        {
            ActivityRows.Cancel(transaction, instance, turn.Execution, activity);
        }
        return taken;
    }

    static void WriteTimers(Transaction transaction, long instance, TurnCommit turn)
    {
        var execution = turn.Execution.Value;
        foreach (var timer in turn.Timers)
        {
            transaction
                .Use(AddTimer)
                .With(instance)
                .With(execution)
                .With(timer.Id.Value)
                .With(timer.FireAt.UnixMilliseconds)
                .With(timer.Payload)
                .Run();
            transaction.WakeAt(timer.FireAt.UnixMilliseconds);
        }
        foreach (var timer in turn.CancelledTimers)
        {
            transaction.Use(RemoveTimer).With(instance).With(execution).With(timer.Value).Run();
        }
    }

    /// <summary>Where an instance stands.</summary>
    readonly record struct Row(long Execution, long Fence, long LastEvent, long LastBatch, bool HasHeld, bool IsWaiting)
    {
        public bool Fits(TurnCommit turn) =>
            Execution == turn.Execution.Value && (turn.Events is not { } events || events.First.Value == LastEvent + 1);
    }
}

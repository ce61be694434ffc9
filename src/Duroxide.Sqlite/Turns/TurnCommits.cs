namespace Duroxide.Sqlite;

/// <summary>Writes what a turn decided.</summary>
static class TurnCommits
{
    static readonly Sql ReadTurn = Sql.Named("turns/read");
    static readonly Sql AddHistory = Sql.Named("history/add");
    static readonly Sql ReadBatch = Sql.Named("history/batch");
    static readonly Sql RemoveMessage = Sql.Named("messages/remove");
    static readonly Sql SetVersion = Sql.Named("instances/set-version");
    static readonly Sql SetStatus = Sql.Named("instances/set-status");
    static readonly Sql SetValue = Sql.Named("instances/set-value");
    static readonly Sql ClearValue = Sql.Named("instances/clear-value");
    static readonly Sql AddTimer = Sql.Named("messages/add-timer");
    static readonly Sql RemoveTimer = Sql.Named("messages/remove-timer");

    /// <summary>Writes a turn whole, or nothing of it.</summary>
    /// <returns>Whether it is stored; false when its lease was lost, or its events do not follow the stored ones.</returns>
    public static bool Commit(Transaction transaction, TurnCommit turn)
    {
        if (Held(transaction, turn) is not { } row)
        {
            return IsStored(transaction, turn);
        }
        var instance = turn.Lease.Key;
        var (lastEvent, lastBatch) = AppendEvents(transaction, turn, row);
        HeldMessages.Write(transaction, turn, row.HasHeld);
        foreach (var message in turn.Consumed)
        {
            transaction.Use(RemoveMessage).With(instance).With(message).Run();
        }
        foreach (var message in turn.Parked)
        {
            Parking.ParkMessage(transaction, instance, message);
        }
        WriteState(transaction, instance, turn);
        WriteActivities(transaction, instance, turn);
        WriteTimers(transaction, instance, turn);
        foreach (var start in turn.Starts)
        {
            InstanceRows.Create(transaction, start);
        }
        foreach (var message in turn.Messages)
        {
            Queue.Send(transaction, message);
        }
        Progress.Write(transaction, turn, lastEvent, lastBatch);
        return true;
    }

    static (long LastEvent, long LastBatch, bool HasHeld)? Held(Transaction transaction, TurnCommit turn)
    {
        var read = transaction.Use(ReadTurn).With(turn.Lease.Key);
        if (!read.Step())
        {
            return null;
        }
        var isHeld =
            read.Int64(0) == turn.Execution.Value && read.Int64(1) == turn.Lease.Fence && turn.Lease.Fence != 0;
        var lastEvent = read.Int64(2);
        var lastBatch = read.Int64(3);
        var hasHeld = read.Int64(4) == 1;
        read.Reset();
        var follows = turn.Events is not { } events || events.First.Value == lastEvent + 1;
        return isHeld && follows ? (lastEvent, lastBatch, hasHeld) : null;
    }

    // Whose answer was lost sends the turn again; it was stored if what it was to write stands there under its lease.
    static bool IsStored(Transaction transaction, TurnCommit turn)
    {
        if (turn.Events is not { } events)
        {
            return false;
        }
        var read = transaction.Use(ReadBatch).With(turn.Lease.Fence);
        if (!read.Step())
        {
            return false;
        }
        var isSame = read.Int64(0) == events.First.Value && read.Bytes(1).Span.SequenceEqual(events.Payload.Span);
        read.Reset();
        return isSame;
    }

    static (long LastEvent, long LastBatch) AppendEvents(
        Transaction transaction,
        TurnCommit turn,
        (long LastEvent, long LastBatch, bool HasHeld) row
    )
    {
        if (turn.Events is not { } events)
        {
            return (row.LastEvent, row.LastBatch);
        }
        // A lease stores one turn, so its number is free, and says later whose turn it was.
        var batch = turn.Lease.Fence;
        transaction.Use(AddHistory).With(batch).With(row.LastBatch).With(events.First.Value).With(events.Payload).Run();
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

    static void WriteActivities(Transaction transaction, long instance, TurnCommit turn)
    {
        foreach (var activity in turn.Activities)
        {
            ActivityRows.Add(transaction, instance, turn.Execution, activity);
        }
        foreach (var activity in turn.CancelledActivities)
        {
            ActivityRows.Cancel(transaction, instance, turn.Execution, activity);
        }
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
}

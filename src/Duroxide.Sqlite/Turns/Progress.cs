namespace Duroxide.Sqlite;

/// <summary>Where an instance stands after a turn: it continues, continues in the next execution, or has ended for good.</summary>
static class Progress
{
    static readonly Sql Advance = Sql.Named("turns/advance");
    static readonly Sql AdvanceWaiting = Sql.Named("turns/advance-waiting");
    static readonly Sql AdvanceAndPin = Sql.Named("turns/advance-and-pin");
    static readonly Sql NextExecution = Sql.Named("turns/next-execution");
    static readonly Sql RemoveTurn = Sql.Named("turns/remove");
    static readonly Sql RemoveMessages = Sql.Named("messages/remove-all");
    static readonly Sql RemoveTimers = Sql.Named("messages/remove-timers");
    static readonly Sql ForgetParked = Sql.Named("messages/forget-parked");
    static readonly Sql EndExecution = Sql.Named("instances/end-execution");
    static readonly Sql Continue = Sql.Named("instances/continue");

    public static void Write(Transaction transaction, TurnCommit turn, long instance, long lastEvent, long lastBatch)
    {
        switch (turn.Status)
        {
            case ExecutionStatus.Running:
                GoOn(transaction, turn, instance, lastEvent, lastBatch);
                break;
            case ExecutionStatus.Completed or ExecutionStatus.Failed:
                End(transaction, turn, instance, lastEvent, lastBatch);
                transaction.Use(RemoveTurn).With(instance).Run();
                transaction.Use(RemoveMessages).With(instance).Run();
                transaction.Use(RemoveTimers).With(instance).Run();
                transaction.Use(ForgetParked).With(instance).Run();
                break;
            case ExecutionStatus.ContinuedAsNew:
                End(transaction, turn, instance, lastEvent, lastBatch);
                Restart(transaction, turn, instance, turn.Next!);
                break;
        }
        var isVisible =
            turn.Status != ExecutionStatus.Running
            || turn.Version is not null
            || turn.CustomStatus is not null
            || turn.Values.Count > 0
            || turn.Tags.Count > 0;
        if (isVisible)
        {
            transaction.Touch(instance);
        }
    }

    static void GoOn(Transaction transaction, TurnCommit turn, long instance, long lastEvent, long lastBatch)
    {
        if (turn.Right is TurnRight.Answering)
        {
            // Nobody had it, and there is nothing that it could be ready for.
            transaction.Use(AdvanceWaiting).With(instance).With(lastEvent).With(lastBatch).Run();
            return;
        }
        var advance = transaction
            .Use(turn.Pin is null ? Advance : AdvanceAndPin)
            .With(instance)
            .With(transaction.Now)
            .With(lastEvent)
            .With(lastBatch);
        if (turn.Pin is { } pin)
        {
            advance.With(pin.ToString()).With(PinOrder.Of(pin));
        }
        advance.Run();
        // Messages that came meanwhile make it ready again; whether there are any, the statement knows alone.
        transaction.WakesWork |= turn.Right is TurnRight.Leased;
    }

    static void End(Transaction transaction, TurnCommit turn, long instance, long lastEvent, long lastBatch) =>
        transaction
            .Use(EndExecution)
            .With(instance)
            .With(turn.Execution.Value)
            .With((int)turn.Status)
            .With(transaction.Now)
            .With(lastEvent)
            .With(lastBatch)
            .With(turn.Output)
            .Run();

    static void Restart(Transaction transaction, TurnCommit turn, long instance, NextExecution next)
    {
        var execution = turn.Execution.Next.Value;
        var time = next.Start.Time.UnixMilliseconds;
        var batch = InstanceRows.StartExecution(transaction, instance, execution, next.Start.Header, time);
        transaction.Use(Continue).With(instance).With(next.Name).With(execution).Run();
        transaction.Use(NextExecution).With(instance).With(execution).With(transaction.Now).With(batch).Run();
        transaction.WakesWork = true;
    }
}

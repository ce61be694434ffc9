namespace Duroxide.Sqlite;

/// <summary>Begins instances again that have ended.</summary>
static class Restarting
{
    static readonly Sql ReadKey = Sql.Named("instances/key");
    static readonly Sql ReadCurrent = Sql.Named("management/current");
    static readonly Sql Continue = Sql.Named("instances/continue");
    static readonly Sql AddTurn = Sql.Named("turns/add-next");
    static readonly Sql RemoveValues = Sql.Named("management/remove-values");
    static readonly Sql RemoveTags = Sql.Named("management/remove-tags");
    static readonly Sql SetValue = Sql.Named("instances/set-value");
    static readonly Sql ReplaceStatus = Sql.Named("management/replace-status");

    /// <summary>Begins the next execution of an instance that has ended.</summary>
    public static InstanceChange Restart(Transaction transaction, Restart restart)
    {
        if (transaction.Use(ReadKey).With(restart.Instance.Value).ReadOptional() is not { } instance)
        {
            return InstanceChange.NotFound;
        }
        var read = transaction.Use(ReadCurrent).With(instance);
        read.Step();
        var (current, hasEnded) = (read.Int64(0), read.Int64(1) == 1);
        read.Reset();
        if (!hasEnded || current != restart.After.Value)
        {
            return current == restart.After.Next.Value && IsSame(transaction, restart)
                ? InstanceChange.Changed
                : InstanceChange.Unchanged;
        }
        Begin(transaction, instance, restart);
        return InstanceChange.Changed;
    }

    static bool IsSame(Transaction transaction, Restart restart) =>
        InstanceReads.Execution(transaction.Connection, restart.Instance, restart.After.Next) is { } begun
        && begun.Start.Header.Span.SequenceEqual(restart.Header.Span);

    static void Begin(Transaction transaction, long instance, Restart restart)
    {
        var execution = restart.After.Next.Value;
        var batch = InstanceRows.StartExecution(transaction, instance, execution, restart.Header, transaction.Now);
        transaction.Use(Continue).With(instance).With(restart.Name).With(execution).Run();
        transaction.Use(AddTurn).With(instance).With(execution).With(transaction.Now).With(batch).Run();
        transaction.Use(RemoveValues).With(instance).Run();
        foreach (var (key, value) in restart.Values)
        {
            transaction
                .Use(SetValue)
                .With(instance)
                .With(key)
                .With(value.Updated.UnixMilliseconds)
                .With(value.Data)
                .Run();
        }
        transaction.Use(RemoveTags).With(instance).Run();
        InstanceTags.Add(transaction, instance, restart.Tags);
        transaction.Use(ReplaceStatus).With(instance).With(restart.CustomStatus).Run();
        transaction.Touch(instance);
        transaction.WakesWork = true;
    }
}

namespace Duroxide.Sqlite;

/// <summary>Creates instances.</summary>
static class InstanceRows
{
    static readonly Sql AddInstance = Sql.Named("instances/add");
    static readonly Sql AddExecution = Sql.Named("instances/add-execution");
    static readonly Sql AddHistory = Sql.Named("history/add");
    static readonly Sql AddTurn = Sql.Named("turns/add");

    /// <summary>Creates an instance that waits for its first turn, unless its id exists.</summary>
    /// <returns>Whether it was created.</returns>
    public static bool Create(Transaction transaction, NewInstance instance)
    {
        var key = transaction.NextKey();
        var added = transaction
            .Use(AddInstance)
            .With(key)
            .With(instance.Instance.Value)
            .With(instance.Name)
            .With(transaction.Now)
            .With(instance.Parent?.Value)
            .Run();
        if (added == 0)
        {
            if (instance.IfExists is { } message)
            {
                Queue.Send(transaction, message);
            }
            return false;
        }
        var batch = StartExecution(transaction, key, ExecutionId.First.Value, instance.Header, transaction.Now);
        transaction.Use(AddTurn).With(key).With(transaction.Now).With(batch).Run();
        transaction.Named.Add(instance.Instance.Value);
        transaction.WakesWork = true;
        return true;
    }

    /// <summary>Adds an execution and its header.</summary>
    /// <returns>The key of the header, at which its history begins.</returns>
    public static long StartExecution(
        Transaction transaction,
        long instance,
        long execution,
        ReadOnlyMemory<byte> header,
        long time
    )
    {
        var batch = transaction.NextKey();
        transaction.Use(AddHistory).With(batch).With(0).With(0).With(header).Run();
        transaction.Use(AddExecution).With(instance).With(execution).With(time).With(batch).Run();
        return batch;
    }
}

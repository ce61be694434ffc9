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
        if (TryAdd(transaction, instance, transaction.Now, due: transaction.Now) is null)
        {
            TellTaken(transaction, instance);
            return false;
        }
        // The number behind the header's is that of a turn which is written with the start, and of no lease.
        transaction.NextKey();
        transaction.WakesWork = true;
        return true;
    }

    /// <summary>Adds an instance, unless its id exists.</summary>
    /// <param name="transaction">Where.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="time">When it was asked to start.</param>
    /// <param name="due">When it is ready for its first turn; null when that is being written.</param>
    /// <returns>Its key and that of its header; null when its id exists.</returns>
    public static (long Instance, long Header)? TryAdd(
        Transaction transaction,
        NewInstance instance,
        long time,
        long? due
    )
    {
        var key = transaction.NextKey();
        var added = transaction
            .Use(AddInstance)
            .With(key)
            .With(instance.Instance.Value)
            .With(instance.Name)
            .With(time)
            .With(instance.Parent?.Value)
            .Run();
        if (added == 0)
        {
            return null;
        }
        var batch = StartExecution(transaction, key, ExecutionId.First.Value, instance.Header, time);
        transaction.Use(AddTurn).With(key).With(due).With(batch).Run();
        InstanceTags.Add(transaction, key, instance.Tags);
        transaction.Named.Add(instance.Instance.Value);
        return (key, batch);
    }

    /// <summary>Sends what is to be sent when the id of an instance is taken.</summary>
    public static void TellTaken(Transaction transaction, NewInstance instance)
    {
        if (instance.IfExists is { } message)
        {
            Queue.Send(transaction, message);
        }
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

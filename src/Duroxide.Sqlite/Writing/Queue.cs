namespace Duroxide.Sqlite;

/// <summary>The queue of an instance's messages.</summary>
static class Queue
{
    static readonly Sql AnyTurn = Sql.Named("turns/any");
    static readonly Sql Wake = Sql.Named("turns/wake");
    static readonly Sql AddMessage = Sql.Named("messages/add");
    static readonly Sql ReadKey = Sql.Named("instances/key");

    /// <summary>Puts a message into the queue of an instance that is known by its id.</summary>
    /// <returns>Whether it was taken; false when the instance does not exist or has ended.</returns>
    public static bool Send(Transaction transaction, NewMessage message) =>
        transaction.Use(ReadKey).With(message.To.Value).ReadOptional() is { } instance
        && Add(transaction, instance, transaction.Now, message.Payload, message.IsCancel);

    /// <summary>Puts a message into the queue of an instance, and makes the instance ready when it had nothing to do.</summary>
    public static bool Add(
        Transaction transaction,
        long instance,
        long time,
        ReadOnlyMemory<byte> payload,
        bool isCancel = false
    )
    {
        if (!Awaken(transaction, instance))
        {
            return false;
        }
        transaction
            .Use(AddMessage)
            .With(instance)
            .With(transaction.NextKey())
            .With(time)
            .With(payload)
            .With(isCancel ? 1 : 0)
            .Run();
        return true;
    }

    /// <summary>Makes an instance ready if it had nothing to do.</summary>
    /// <returns>False when it has ended, or there is none.</returns>
    public static bool Awaken(Transaction transaction, long instance)
    {
        if (transaction.Use(Wake).With(instance).With(transaction.Now).Run() > 0)
        {
            transaction.WakesWork = true;
            return true;
        }
        return transaction.Use(AnyTurn).With(instance).ReadOptional() is not null;
    }
}

namespace Duroxide.Sqlite;

/// <summary>Takes aside what cannot be processed, and puts it back.</summary>
static class Parking
{
    static readonly Sql ParkItem = Sql.Named("management/park");
    static readonly Sql MoveMessage = Sql.Named("messages/park");
    static readonly Sql RemoveMessage = Sql.Named("messages/remove");
    static readonly Sql AddMessage = Sql.Named("messages/add");
    static readonly Sql UnparkTurn = Sql.Named("turns/unpark");
    static readonly Sql UnparkActivity = Sql.Named("activities/unpark");
    static readonly Sql ReadParked = Sql.Named("management/read-parked");
    static readonly Sql RemoveParked = Sql.Named("management/remove-parked");

    /// <summary>Notes that an instance or an activity is parked in its place.</summary>
    public static void Park(Transaction transaction, ParkedKind kind, long instance, long item, string reason) =>
        transaction
            .Use(ParkItem)
            .With(transaction.NextKey())
            .With((int)kind)
            .With(instance)
            .With(item)
            .With(reason)
            .With(transaction.Now)
            .Run();

    /// <summary>Moves a message out of the queue.</summary>
    public static void ParkMessage(Transaction transaction, long instance, ParkedMessage message)
    {
        transaction
            .Use(MoveMessage)
            .With(transaction.NextKey())
            .With(message.Reason)
            .With(transaction.Now)
            .With(instance)
            .With(message.Id)
            .Run();
        transaction.Use(RemoveMessage).With(instance).With(message.Id).Run();
    }

    /// <summary>Puts something back to where it came from.</summary>
    /// <returns>Whether there was such an item.</returns>
    public static bool Release(Transaction transaction, long id)
    {
        var read = transaction.Use(ReadParked).With(id);
        if (!read.Step())
        {
            return false;
        }
        var (kind, instance, item) = ((ParkedKind)read.Int64(0), read.Int64(1), read.Int64(2));
        var (arrived, payload) = (read.OptionalInt64(3), read.OptionalBytes(4));
        read.Reset();
        transaction.Use(RemoveParked).With(id).Run();
        switch (kind)
        {
            case ParkedKind.Instance:
                transaction.Use(UnparkTurn).With(instance).With(transaction.Now).Run();
                transaction.Touch(instance);
                break;
            case ParkedKind.Message:
                PutBack(transaction, instance, item, arrived ?? transaction.Now, payload ?? default);
                break;
            case ParkedKind.Activity:
                transaction.Use(UnparkActivity).With(item).With(transaction.Now).Run();
                break;
        }
        transaction.WakesWork = true;
        return true;
    }

    /// <summary>Forgets a message, or an activity, whose instance gets an answer.</summary>
    /// <returns>Whether there was such an item; an instance is not forgotten.</returns>
    public static bool Discard(Transaction transaction, long id, ReadOnlyMemory<byte>? answer)
    {
        var read = transaction.Use(ReadParked).With(id);
        if (!read.Step())
        {
            return false;
        }
        var (kind, instance, item) = ((ParkedKind)read.Int64(0), read.Int64(1), read.Int64(2));
        read.Reset();
        if (kind == ParkedKind.Instance)
        {
            return false;
        }
        transaction.Use(RemoveParked).With(id).Run();
        if (kind == ParkedKind.Activity)
        {
            ActivityRows.Remove(transaction, item, standsApart: true);
            _ = answer is { } payload && Queue.Add(transaction, instance, transaction.Now, payload);
        }
        return true;
    }

    static void PutBack(
        Transaction transaction,
        long instance,
        long message,
        long arrived,
        ReadOnlyMemory<byte> payload
    )
    {
        if (Queue.Awaken(transaction, instance))
        {
            transaction.Use(AddMessage).With(instance).With(message).With(arrived).With(payload).With(0).Run();
        }
    }
}

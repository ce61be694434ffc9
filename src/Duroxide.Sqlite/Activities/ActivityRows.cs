namespace Duroxide.Sqlite;

/// <summary>Queues activities, and takes them back.</summary>
static class ActivityRows
{
    const int LongestInRow = 1024;

    static readonly Sql AddActivity = Sql.Named("activities/add");
    static readonly Sql AddPayload = Sql.Named("activities/add-payload");
    static readonly Sql RemoveActivity = Sql.Named("activities/remove");
    static readonly Sql RemovePayload = Sql.Named("activities/remove-payload");
    static readonly Sql OfEvent = Sql.Named("activities/of-event");
    static readonly Sql IsLeased = Sql.Named("activities/leased");
    static readonly Sql ForgetParked = Sql.Named("activities/forget-parked");

    /// <summary>Queues an activity that can be fetched at once, or writes it as taken.</summary>
    /// <returns>The lease of one that is taken.</returns>
    public static Lease? Add(Transaction transaction, long instance, ExecutionId execution, NewActivity activity)
    {
        var key = transaction.NextKey();
        // The next number is that of no other lease, and says later that this one is the first.
        Lease? taken = activity.Take is null ? null : new Lease(key, transaction.NextKey());
        var due = activity.Take is { } duration ? Time.After(transaction.Now, duration) : transaction.Now;
        long? expires = activity.TimeToLive is { } life ? Time.After(transaction.Now, life) : null;
        var standsApart = activity.Payload.Length > LongestInRow || expires is not null;
        transaction
            .Use(AddActivity)
            .With(key)
            .With(instance)
            .With(execution.Value)
            .With(activity.Id.Value)
            .With(due)
            .With(transaction.Now)
            .With(taken?.Fence ?? 0)
            .With(taken is null ? 0 : 1)
            .With(expires)
            .With(activity.Tag)
            .With(activity.Session)
            .With(standsApart ? default(ReadOnlyMemory<byte>?) : activity.Payload)
            .Run();
        if (standsApart)
        {
            transaction.Use(AddPayload).With(key).With(activity.Payload).With(activity.OnExpiry).With(expires).Run();
        }
        transaction.WakeAt(due);
        transaction.WakeAt(expires ?? Time.Never);
        return taken;
    }

    /// <summary>The lease with which an activity was written, while that stands; null when it was queued, or is another's.</summary>
    public static Lease? TakenAtFirst(
        Transaction transaction,
        long instance,
        ExecutionId execution,
        NewActivity activity
    )
    {
        var key = transaction.Use(OfEvent).With(instance).With(activity.Id.Value).With(execution.Value).ReadOptional();
        return key is { } found && transaction.Use(IsLeased).With(found).With(found + 1).ReadOptional() is not null
            ? new Lease(found, found + 1)
            : null;
    }

    /// <summary>Takes an activity back, whether it is leased or not; one that is gone is passed over.</summary>
    public static void Cancel(Transaction transaction, long instance, ExecutionId execution, EventId activity)
    {
        var read = transaction.Use(OfEvent).With(instance).With(activity.Value).With(execution.Value);
        if (read.ReadOptional() is { } key)
        {
            Remove(transaction, key, standsApart: true);
            transaction.Use(ForgetParked).With(instance).With(key).Run();
        }
    }

    /// <summary>Removes an activity.</summary>
    /// <param name="transaction">Where.</param>
    /// <param name="key">Which.</param>
    /// <param name="standsApart">Whether its payload stands apart, or may do so.</param>
    public static void Remove(Transaction transaction, long key, bool standsApart)
    {
        transaction.Use(RemoveActivity).With(key).Run();
        if (standsApart)
        {
            transaction.Use(RemovePayload).With(key).Run();
        }
    }
}

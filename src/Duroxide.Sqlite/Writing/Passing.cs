namespace Duroxide.Sqlite;

/// <summary>What the passing of time does to what is stored: due timers become messages, what others wrote is taken in, activities grow too old.</summary>
static class Passing
{
    static readonly Sql DueTimers = Sql.Named("messages/due-timers");
    static readonly Sql RemoveTimer = Sql.Named("messages/remove-timer");
    static readonly Sql NextTimer = Sql.Named("messages/next-timer");
    static readonly Sql Expired = Sql.Named("activities/expired");
    static readonly Sql NextOfTag = Sql.Named("activities/next-due");

    static readonly Sql[] NextOfKind =
    [
        Sql.Named("turns/next-due"),
        Sql.Named("activities/next-expiry"),
        Sql.Named("activities/next-due-in-sessions"),
        Sql.Named("activities/next-free-session"),
    ];

    /// <summary>Does what the present time asks for; before anything else is done, for a timer that was due earlier stands before what comes now.</summary>
    public static void Of(Transaction transaction)
    {
        FireTimers(transaction);
        Inbox.Take(transaction);
        ExpireActivities(transaction);
    }

    /// <summary>When the passing of time makes the next thing ready; <see cref="Time.Never"/> when nothing waits.</summary>
    public static long Next(Transaction transaction)
    {
        var now = transaction.Now;
        var next = transaction.Use(NextTimer).ReadOptional() ?? Time.Never;
        foreach (var read in NextOfKind)
        {
            next = Math.Min(next, transaction.Use(read).With(now).ReadOptional() ?? Time.Never);
        }
        foreach (var tag in ActivityClaims.AllTags(transaction))
        {
            var due = transaction.Use(NextOfTag).With(tag).With(now).ReadOptional();
            next = Math.Min(next, due ?? Time.Never);
        }
        return next;
    }

    static void FireTimers(Transaction transaction)
    {
        List<(long Instance, long Execution, long Event, long FireAt, ReadOnlyMemory<byte> Payload)> due = [];
        var read = transaction.Use(DueTimers).With(transaction.Now);
        while (read.Step())
        {
            due.Add((read.Int64(0), read.Int64(1), read.Int64(2), read.Int64(3), read.Bytes(4)));
        }
        foreach (var timer in due)
        {
            transaction.Use(RemoveTimer).With(timer.Instance).With(timer.Execution).With(timer.Event).Run();
            Queue.Add(transaction, timer.Instance, timer.FireAt, timer.Payload);
        }
    }

    static void ExpireActivities(Transaction transaction)
    {
        List<(long Key, long Instance, long Expires, ReadOnlyMemory<byte> Answer)> expired = [];
        var read = transaction.Use(Expired).With(transaction.Now);
        while (read.Step())
        {
            expired.Add((read.Int64(0), read.Int64(1), read.Int64(2), read.Bytes(3)));
        }
        foreach (var activity in expired)
        {
            ActivityRows.Remove(transaction, activity.Key, standsApart: true);
            Queue.Add(transaction, activity.Instance, activity.Expires, activity.Answer);
        }
    }
}

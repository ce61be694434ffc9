namespace Duroxide.Sqlite;

/// <summary>Keeps and forgets the claims of workers on sessions.</summary>
static class Sessions
{
    static readonly Sql RenewSessions = Sql.Named("activities/renew-sessions");
    static readonly Sql SweepSessions = Sql.Named("activities/sweep-sessions");

    /// <summary>Extends the live sessions of some owners that were in use of late.</summary>
    /// <returns>How many.</returns>
    public static int Renew(Transaction transaction, IReadOnlyList<string> owners, TimeSpan duration, TimeSpan idle)
    {
        var renewed = 0;
        var until = Time.After(transaction.Now, duration);
        transaction.WakeAt(until);
        foreach (var owner in owners)
        {
            renewed += transaction
                .Use(RenewSessions)
                .With(owner)
                .With(until)
                .With(transaction.Now)
                .With(transaction.Now - (long)idle.TotalMilliseconds)
                .Run();
        }
        return renewed;
    }

    /// <summary>Forgets expired sessions for which nothing is queued.</summary>
    public static int Sweep(Transaction transaction) => transaction.Use(SweepSessions).With(transaction.Now).Run();
}

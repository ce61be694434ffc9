namespace Duroxide.Sqlite;

/// <summary>Renews and gives back the leases of instances.</summary>
static class TurnLeases
{
    static readonly Sql RenewTurn = Sql.Named("turns/renew");
    static readonly Sql ReleaseTurn = Sql.Named("turns/release");
    static readonly Sql ForgetAttempt = Sql.Named("turns/forget-attempt");

    /// <summary>Extends a lease that is still held.</summary>
    public static bool Renew(Transaction transaction, Lease lease, TimeSpan duration)
    {
        if (lease.Fence == 0)
        {
            return false;
        }
        var until = Time.After(transaction.Now, duration);
        transaction.WakeAt(until);
        return transaction.Use(RenewTurn).With(lease.Key).With(lease.Fence).With(until).Run() > 0;
    }

    /// <summary>Gives a lease back; of one that is lost the attempt is forgotten, if it is not to count.</summary>
    public static bool Release(Transaction transaction, TurnRelease release)
    {
        if (release.Lease.Fence == 0)
        {
            return false;
        }
        var due = release.Park is null ? Time.After(transaction.Now, release.Delay) : Time.Never;
        var released = transaction
            .Use(ReleaseTurn)
            .With(release.Lease.Key)
            .With(release.Lease.Fence)
            .With(due)
            .With(release.CountAttempt ? 0 : 1)
            .Run();
        if (released == 0)
        {
            if (!release.CountAttempt)
            {
                transaction.Use(ForgetAttempt).With(release.Lease.Key).Run();
            }
            return false;
        }
        transaction.WakeAt(due);
        if (release.Park is { } reason)
        {
            Parking.Park(transaction, ParkedKind.Instance, release.Lease.Key, release.Lease.Key, reason);
            transaction.Touch(release.Lease.Key);
        }
        return true;
    }
}

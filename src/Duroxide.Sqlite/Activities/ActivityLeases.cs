namespace Duroxide.Sqlite;

/// <summary>Completes leased activities, renews their leases, and gives them back.</summary>
static class ActivityLeases
{
    static readonly Sql ReadLeased = Sql.Named("activities/leased");
    static readonly Sql RenewActivity = Sql.Named("activities/renew");
    static readonly Sql ReleaseActivity = Sql.Named("activities/release");
    static readonly Sql ForgetAttempt = Sql.Named("activities/forget-attempt");
    static readonly Sql ReadExpiry = Sql.Named("activities/read-expiry");
    static readonly Sql RestoreExpiry = Sql.Named("activities/restore-expiry");
    static readonly Sql UseSession = Sql.Named("activities/use-session");

    /// <summary>Removes an activity and enqueues its answer.</summary>
    /// <returns>Whether it was completed; false when its lease was lost or it was cancelled.</returns>
    public static bool Complete(Transaction transaction, ActivityCompletion completion)
    {
        if (Leased(transaction, completion.Lease) is not { } activity)
        {
            return false;
        }
        ActivityRows.Remove(transaction, completion.Lease.Key, activity.StandsApart);
        NoteUse(transaction, activity.Session);
        if (completion.Answer is { } answer)
        {
            Queue.Add(transaction, activity.Instance, transaction.Now, answer);
        }
        return true;
    }

    /// <summary>Removes activities of one instance without a word to it, all of them or none.</summary>
    /// <returns>False when the lease of one is lost, or it belongs to another instance.</returns>
    public static bool TryRemove(Transaction transaction, long instance, ValueList<ActivityCompletion> completions)
    {
        var activities = new Row[completions.Count];
        for (var index = 0; index < activities.Length; index++)
        {
            if (Leased(transaction, completions[index].Lease) is not { } activity || activity.Instance != instance)
            {
                return false;
            }
            activities[index] = activity;
        }
        for (var index = 0; index < activities.Length; index++)
        {
            ActivityRows.Remove(transaction, completions[index].Lease.Key, activities[index].StandsApart);
            NoteUse(transaction, activities[index].Session);
        }
        return true;
    }

    /// <summary>Extends a lease that is still held.</summary>
    public static bool Renew(Transaction transaction, Lease lease, TimeSpan duration)
    {
        if (Leased(transaction, lease) is not { } activity)
        {
            return false;
        }
        var until = Time.After(transaction.Now, duration);
        transaction.Use(RenewActivity).With(lease.Key).With(until).Run();
        transaction.WakeAt(until);
        NoteUse(transaction, activity.Session);
        return true;
    }

    /// <summary>Gives a lease back; of one that is lost the attempt is forgotten, if it is not to count.</summary>
    public static bool Release(Transaction transaction, ActivityRelease release)
    {
        var key = release.Lease.Key;
        if (Leased(transaction, release.Lease) is not { } activity)
        {
            if (!release.CountAttempt)
            {
                transaction.Use(ForgetAttempt).With(key).Run();
            }
            return false;
        }
        // Without a delay it goes back to its old place in the queue.
        var due = release switch
        {
            { Park: not null } => Time.Never,
            { Delay.Ticks: <= 0 } => activity.Queued,
            _ => Time.After(transaction.Now, release.Delay),
        };
        transaction.Use(ReleaseActivity).With(key).With(due).With(release.CountAttempt ? 0 : 1).Run();
        transaction.WakeAt(due);
        if (release.Park is { } reason)
        {
            Parking.Park(transaction, ParkedKind.Activity, activity.Instance, key, reason);
        }
        else if (release.IsUntouched && activity.StandsApart)
        {
            GrowOld(transaction, key);
        }
        return true;
    }

    // A lease ends the time to live, for who holds it may have begun the work. Who has not lets it go on.
    static void GrowOld(Transaction transaction, long key)
    {
        if (transaction.Use(ReadExpiry).With(key).ReadOptional() is { } expires)
        {
            // What came meanwhile has its time already, and none may come after it with an earlier one.
            var then = Math.Max(expires, transaction.Now);
            transaction.Use(RestoreExpiry).With(key).With(then).Run();
            transaction.WakeAt(then);
        }
    }

    static Row? Leased(Transaction transaction, Lease lease)
    {
        if (lease.Fence == 0)
        {
            return null;
        }
        var read = transaction.Use(ReadLeased).With(lease.Key).With(lease.Fence);
        if (!read.Step())
        {
            return null;
        }
        var activity = new Row(read.Int64(0), read.OptionalText(1), read.Int64(2), read.Int64(3) != 0);
        read.Reset();
        return activity;
    }

    static void NoteUse(Transaction transaction, string? session)
    {
        if (session is not null)
        {
            transaction.Use(UseSession).With(session).With(transaction.Now).Run();
        }
    }

    readonly record struct Row(long Instance, string? Session, long Queued, bool StandsApart);
}

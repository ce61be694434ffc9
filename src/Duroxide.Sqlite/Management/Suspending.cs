namespace Duroxide.Sqlite;

/// <summary>Keeps instances from taking turns, and lets them go on.</summary>
static class Suspending
{
    static readonly Sql ReadKey = Sql.Named("instances/key");
    static readonly Sql AnyTurn = Sql.Named("turns/any");
    static readonly Sql AddSuspension = Sql.Named("management/suspend");
    static readonly Sql RemoveSuspension = Sql.Named("management/resume");
    static readonly Sql SuspendTurn = Sql.Named("turns/suspend");
    static readonly Sql ResumeTurn = Sql.Named("turns/resume");

    /// <summary>Lets an instance take no turn any more, and takes the lease from who has it.</summary>
    public static InstanceChange Suspend(Transaction transaction, InstanceId id, string reason) =>
        Change(
            transaction,
            id,
            instance =>
            {
                var added = transaction.Use(AddSuspension).With(instance).With(reason).With(transaction.Now).Run();
                if (added > 0)
                {
                    transaction.Use(SuspendTurn).With(instance).With(Time.Never).Run();
                }
                return added > 0;
            }
        );

    /// <summary>Lets an instance take turns again.</summary>
    public static InstanceChange Resume(Transaction transaction, InstanceId id) =>
        Change(
            transaction,
            id,
            instance =>
            {
                if (transaction.Use(RemoveSuspension).With(instance).Run() == 0)
                {
                    return false;
                }
                transaction.Use(ResumeTurn).With(instance).With(transaction.Now).Run();
                transaction.WakesWork = true;
                return true;
            }
        );

    static InstanceChange Change(Transaction transaction, InstanceId id, Func<long, bool> change)
    {
        if (transaction.Use(ReadKey).With(id.Value).ReadOptional() is not { } instance)
        {
            return InstanceChange.NotFound;
        }
        if (transaction.Use(AnyTurn).With(instance).ReadOptional() is null)
        {
            return InstanceChange.Ended;
        }
        if (!change(instance))
        {
            return InstanceChange.Unchanged;
        }
        transaction.Touch(instance);
        return InstanceChange.Changed;
    }
}

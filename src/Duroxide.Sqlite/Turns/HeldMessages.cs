namespace Duroxide.Sqlite;

/// <summary>The messages for which an instance has no room: held aside, put back, or forgotten with it.</summary>
static class HeldMessages
{
    static readonly Sql HoldMessage = Sql.Named("messages/hold");
    static readonly Sql RemoveMessage = Sql.Named("messages/remove");
    static readonly Sql ReleaseHeld = Sql.Named("messages/release-held");
    static readonly Sql RemoveHeld = Sql.Named("messages/remove-held");
    static readonly Sql ReadFirst = Sql.Named("messages/first-held");
    static readonly Sql HoldTurn = Sql.Named("turns/hold");

    /// <summary>The oldest one of each queue of an instance.</summary>
    public static IReadOnlyList<StoredMessage> First(Transaction transaction, long instance)
    {
        List<StoredMessage> first = [];
        var read = transaction.Use(ReadFirst).With(instance);
        while (read.Step())
        {
            first.Add(new StoredMessage(read.Int64(0), new Timestamp(read.Int64(1)), read.Bytes(2)));
        }
        return first;
    }

    /// <summary>Carries out what a turn says of them.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="hasHeld">Whether some are held before it.</param>
    public static void Write(Transaction transaction, TurnCommit turn, long instance, bool hasHeld)
    {
        var holds = hasHeld && turn.Status == ExecutionStatus.Running && !turn.ReleasesHeld;
        if (hasHeld && !holds)
        {
            // What belongs to an instance that has ended for good goes with it.
            if (turn.Status is ExecutionStatus.Running or ExecutionStatus.ContinuedAsNew)
            {
                transaction.Use(ReleaseHeld).With(instance).Run();
            }
            transaction.Use(RemoveHeld).With(instance).Run();
        }
        foreach (var message in turn.Held)
        {
            transaction.Use(HoldMessage).With(instance).With(message.Id).With(message.Queue).Run();
            transaction.Use(RemoveMessage).With(instance).With(message.Id).Run();
        }
        holds |= turn.Held.Count > 0;
        if (holds != hasHeld)
        {
            transaction.Use(HoldTurn).With(instance).With(holds ? 1 : 0).Run();
        }
    }
}

namespace Duroxide.Sqlite;

/// <summary>Leases instances that are ready.</summary>
static class TurnClaims
{
    static readonly Sql Ready = Sql.Named("turns/ready");
    static readonly Sql NextReady = Sql.Named("turns/next-due");
    static readonly Sql Claimable = Sql.Named("turns/claimable");
    static readonly Sql ClaimTurn = Sql.Named("turns/claim");
    static readonly Sql ReadMessages = Sql.Named("turns/messages");
    static readonly Sql ReadStart = Sql.Named("turns/start");

    /// <summary>Leases what is ready and fits the fetch, the longest ready first.</summary>
    public static IReadOnlyList<TurnItem> Claim(Transaction transaction, TurnFetch fetch)
    {
        var chosen = Choose(transaction, fetch);
        if (chosen.Count == 0)
        {
            return [];
        }
        var items = new TurnItem[chosen.Count];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = Claim(transaction, chosen[index], fetch.Lease);
        }
        return items;
    }

    /// <summary>When an instance, a timer or an activity's time to live may give work to a fetch.</summary>
    public static long? NextDue(Transaction transaction) =>
        Passing.Earlier(transaction.Use(NextReady).With(transaction.Now).ReadOptional(), Passing.Next(transaction));

    static List<long> Choose(Transaction transaction, TurnFetch fetch)
    {
        List<long> chosen = [];
        if (fetch.Max <= 0)
        {
            return chosen;
        }
        var read = transaction.Use(Ready).With(transaction.Now);
        while (read.Step())
        {
            if (PinOrder.Fits(read.OptionalInt64(1), fetch.Capabilities))
            {
                chosen.Add(read.Int64(0));
            }
            if (chosen.Count == fetch.Max)
            {
                read.Reset();
                break;
            }
        }
        return chosen;
    }

    static TurnItem Claim(Transaction transaction, long instance, TimeSpan lease)
    {
        var fence = transaction.NextKey();
        transaction.Use(ClaimTurn).With(instance).With(Time.After(transaction.Now, lease)).With(fence).Run();
        var messages = Messages(transaction, instance);
        var read = transaction.Use(Claimable).With(instance);
        read.Step();
        var (execution, lastEvent, lastBatch) = (read.Int64(1), read.Int64(2), read.Int64(3));
        var item = new TurnItem(
            new Lease(instance, fence),
            new InstanceId(read.Text(0)),
            new ExecutionId(execution),
            new EventId(lastEvent),
            messages,
            (int)read.Int64(4)
        )
        {
            Pin = SemanticVersion.TryParse(read.OptionalText(5)),
        };
        read.Reset();
        return lastEvent == 0 ? item with { Start = Start(transaction, lastBatch, instance, execution) } : item;
    }

    static StoredMessage[] Messages(Transaction transaction, long instance)
    {
        var read = transaction.Use(ReadMessages).With(instance);
        if (!read.Step())
        {
            return [];
        }
        List<StoredMessage> messages = [];
        do
        {
            messages.Add(new StoredMessage(read.Int64(0), new Timestamp(read.Int64(1)), read.Bytes(2)));
        } while (read.Step());
        return [.. messages];
    }

    static StoredStart Start(Transaction transaction, long batch, long instance, long execution)
    {
        var read = transaction.Use(ReadStart).With(batch).With(instance).With(execution);
        read.Step();
        var start = new StoredStart(read.Bytes(0), new Timestamp(read.Int64(1)));
        read.Reset();
        return start;
    }
}

namespace Duroxide.Sqlite;

/// <summary>Leases instances that are ready.</summary>
static class TurnClaims
{
    static readonly Sql Ready = Sql.Named("turns/ready");
    static readonly Sql ClaimTurn = Sql.Named("turns/claim");
    static readonly Sql ReadMessages = Sql.Named("turns/messages");
    static readonly Sql ReadEarlyCancels = Sql.Named("turns/early-cancels");
    static readonly Sql ReadStart = Sql.Named("turns/start");

    /// <summary>Leases what is ready and fits the fetch, the longest ready first.</summary>
    public static Claimed<TurnItem> Claim(Transaction transaction, TurnFetch fetch)
    {
        var rows = Choose(transaction, fetch);
        var items = new List<TurnItem>(rows.Count);
        var room = fetch.MaxBytes;
        foreach (var row in rows.TakeWhile(_ => room > 0))
        {
            var item = Claim(transaction, row, fetch, room);
            room -= item.Bytes;
            items.Add(item);
        }
        return new(items, IsAll: items.Count == rows.Count && items.Count < fetch.Max);
    }

    static List<Row> Choose(Transaction transaction, TurnFetch fetch)
    {
        List<Row> chosen = [];
        if (fetch.Max <= 0)
        {
            return chosen;
        }
        var read = transaction.Use(Ready).With(transaction.Now);
        while (read.Step())
        {
            if (!PinOrder.Fits(read.OptionalInt64(0), fetch.Capabilities))
            {
                continue;
            }
            chosen.Add(
                new Row(
                    read.Int64(1),
                    read.Text(2),
                    read.Int64(3),
                    read.Int64(4),
                    read.Int64(5),
                    (int)read.Int64(6),
                    read.OptionalText(7),
                    read.Int64(8) == 1
                )
            );
            if (chosen.Count == fetch.Max)
            {
                read.Reset();
                break;
            }
        }
        return chosen;
    }

    static TurnItem Claim(Transaction transaction, Row row, TurnFetch fetch, long room)
    {
        var fence = transaction.NextKey();
        var until = Time.After(transaction.Now, fetch.Lease);
        transaction.Use(ClaimTurn).With(row.Instance).With(until).With(fence).Run();
        transaction.WakeAt(until);
        var start = row.LastEvent == 0 ? Start(transaction, row) : null;
        return new TurnItem(
            new Lease(row.Instance, fence),
            new InstanceId(row.Id),
            new ExecutionId(row.Execution),
            new EventId(row.LastEvent),
            Messages(transaction, row.Instance, fetch.MaxMessages, room - (start?.Header.Length ?? 0)),
            row.Attempts + 1
        )
        {
            Pin = SemanticVersion.TryParse(row.Pin),
            Start = start,
            FirstHeld = row.HasHeld ? HeldMessages.First(transaction, row.Instance) : [],
            EarlyCancels = start is null || row.Execution == 1 ? [] : EarlyCancels(transaction, row),
        };
    }

    // The header of an execution is the first row that it writes, so what has a lower number was there before it.
    static IReadOnlyList<StoredMessage> EarlyCancels(Transaction transaction, Row row)
    {
        List<StoredMessage> cancels = [];
        var read = transaction.Use(ReadEarlyCancels).With(row.Instance).With(row.LastBatch);
        while (read.Step())
        {
            cancels.Add(new StoredMessage(read.Int64(0), new Timestamp(read.Int64(1)), read.Bytes(2)));
        }
        return cancels;
    }

    static IReadOnlyList<StoredMessage> Messages(Transaction transaction, long instance, int most, long room)
    {
        var read = transaction.Use(ReadMessages).With(instance).With(most);
        if (!read.Step())
        {
            return [];
        }
        List<StoredMessage> messages = [];
        var isInOrder = true;
        do
        {
            var message = new StoredMessage(read.Int64(0), new Timestamp(read.Int64(1)), read.Bytes(2));
            room -= message.Payload.Length;
            if (room < 0 && messages.Count > 0)
            {
                read.Reset();
                break;
            }
            isInOrder &= messages.Count == 0 || messages[^1].Time <= message.Time;
            messages.Add(message);
        } while (read.Step());
        // Numbers follow the time but for timers set into the past, messages put back, and clocks put back.
        return isInOrder ? messages : [.. messages.OrderBy(message => message.Time)];
    }

    static StoredStart Start(Transaction transaction, Row row)
    {
        var read = transaction.Use(ReadStart).With(row.LastBatch).With(row.Instance).With(row.Execution);
        read.Step();
        var start = new StoredStart(read.Bytes(0), new Timestamp(read.Int64(1)));
        read.Reset();
        return start;
    }

    readonly record struct Row(
        long Instance,
        string Id,
        long Execution,
        long LastEvent,
        long LastBatch,
        int Attempts,
        string? Pin,
        bool HasHeld
    );
}

namespace Duroxide.Sqlite;

/// <summary>What callers wrote in transactions of their own.</summary>
static class Inbox
{
    static readonly Sql Read = Sql.Named("inbox/read");
    static readonly Sql ReadTags = Sql.Named("inbox/read-tags");
    static readonly Sql Remove = Sql.Named("inbox/remove");
    static readonly Sql RemoveTags = Sql.Named("inbox/remove-tags");

    /// <summary>Does what committed transactions ask for.</summary>
    public static void Take(Transaction transaction)
    {
        List<Entry> entries;
        do
        {
            entries = Next(transaction);
            foreach (var entry in entries)
            {
                Take(transaction, entry);
                transaction.Use(Remove).With(entry.Id).Run();
            }
        } while (entries.Count > 0);
    }

    static List<Entry> Next(Transaction transaction)
    {
        List<Entry> entries = [];
        var read = transaction.Use(Read);
        while (read.Step())
        {
            entries.Add(
                new(
                    read.Int64(0),
                    read.Int64(1),
                    read.OptionalText(2),
                    read.OptionalText(3),
                    read.Int64(4) == 1,
                    new Lease(read.OptionalInt64(5) ?? 0, read.OptionalInt64(6) ?? 0),
                    read.Bytes(7)
                )
            );
        }
        return entries;
    }

    // What this build does not know is not read: it stays for a build that does, and counts as work until then.
    static void Take(Transaction transaction, Entry entry)
    {
        switch (entry.Kind)
        {
            case 0:
                InstanceRows.Create(
                    transaction,
                    new NewInstance(entry.Instance!, entry.Name!, entry.Payload) { Tags = Tags(transaction, entry.Id) }
                );
                transaction.Use(RemoveTags).With(entry.Id).Run();
                break;
            case 1:
                Queue.Send(transaction, new NewMessage(entry.Instance!, entry.Payload) { IsCancel = entry.Cancels });
                break;
            case 2:
                ActivityLeases.Complete(transaction, new ActivityCompletion(entry.Lease, entry.Payload));
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    static ValueMap<string, string> Tags(Transaction transaction, long item)
    {
        var tags = ValueMap<string, string>.Empty;
        var read = transaction.Use(ReadTags).With(item);
        while (read.Step())
        {
            tags = tags.Set(read.Text(0), read.Text(1));
        }
        return tags;
    }

    sealed record Entry(
        long Id,
        long Kind,
        string? Instance,
        string? Name,
        bool Cancels,
        Lease Lease,
        ReadOnlyMemory<byte> Payload
    );
}

namespace Duroxide.Sqlite;

/// <summary>Leases activities that a worker may run.</summary>
static class ActivityClaims
{
    static readonly Sql Ready = Sql.Named("activities/ready");
    static readonly Sql ReadyInSessions = Sql.Named("activities/ready-in-sessions");
    static readonly Sql ReadTags = Sql.Named("activities/tags");
    static readonly Sql ForgetExpiry = Sql.Named("activities/forget-expiry");
    static readonly Sql ClaimActivity = Sql.Named("activities/claim");
    static readonly Sql ClaimSession = Sql.Named("activities/claim-session");

    /// <summary>Leases what fits the fetch, the longest ready first.</summary>
    public static Claimed<ActivityItem> Claim(Transaction transaction, ActivityFetch fetch)
    {
        var (rows, isHeldBack) = Choose(transaction, fetch);
        var items = new ActivityItem[Math.Min(rows.Count, fetch.Max)];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = Claim(transaction, rows[index], fetch);
        }
        return new(items, IsAll: items.Length < fetch.Max && !isHeldBack);
    }

    static (List<Row> Rows, bool IsHeldBack) Choose(Transaction transaction, ActivityFetch fetch)
    {
        List<Row> candidates = [];
        if (fetch.Max <= 0)
        {
            return (candidates, false);
        }
        var kinds = 0;
        var isHeldBack = false;
        foreach (var tag in Tags(transaction, fetch.Tags))
        {
            kinds++;
            var read = transaction.Use(Ready).With(tag).With(transaction.Now).With(fetch.Max);
            while (read.Step())
            {
                candidates.Add(Candidate(read));
            }
        }
        if (fetch.Sessions is { } sessions)
        {
            kinds++;
            isHeldBack = AddOfSessions(transaction, fetch, sessions, candidates);
        }
        if (kinds > 1)
        {
            candidates.Sort((one, other) => (one.Due, one.Key).CompareTo((other.Due, other.Key)));
        }
        return (candidates, isHeldBack);
    }

    /// <summary>Adds what belongs to sessions that the owner holds or may claim.</summary>
    /// <returns>Whether some was held back because no more sessions may be taken up at once.</returns>
    static bool AddOfSessions(Transaction transaction, ActivityFetch fetch, SessionClaim sessions, List<Row> candidates)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        var isHeldBack = false;
        var most = candidates.Count + fetch.Max;
        var read = transaction.Use(ReadyInSessions).With(transaction.Now).With(sessions.Owner);
        while (read.Step())
        {
            var session = read.Text(3);
            if (!fetch.Tags.Accepts(read.OptionalText(2)))
            {
                continue;
            }
            if (!taken.Contains(session) && !sessions.Counts(session, isHeld: read.Int64(9) != 0))
            {
                if (taken.Count >= sessions.MaxNew)
                {
                    isHeldBack = true;
                    continue;
                }
                taken.Add(session);
            }
            candidates.Add(Candidate(read));
            if (candidates.Count == most)
            {
                read.Reset();
                break;
            }
        }
        return isHeldBack;
    }

    static Row Candidate(Statement read) =>
        new(
            read.Int64(0),
            read.Int64(1),
            read.OptionalText(2),
            read.OptionalText(3),
            read.Int64(4),
            read.Int64(5),
            (int)read.Int64(6),
            read.Text(7),
            read.Bytes(8)
        );

    static ActivityItem Claim(Transaction transaction, Row row, ActivityFetch fetch)
    {
        var fence = transaction.NextKey();
        var until = Time.After(transaction.Now, fetch.Lease);
        // Whoever held it before and did not give it back untouched may have begun it.
        transaction.Use(ForgetExpiry).With(row.Key).Run();
        transaction.Use(ClaimActivity).With(row.Key).With(until).With(fence).Run();
        transaction.WakeAt(until);
        if (row.Session is { } session && fetch.Sessions is { } sessions)
        {
            var held = Time.After(transaction.Now, sessions.Lease);
            transaction.Use(ClaimSession).With(session).With(sessions.Owner).With(held).With(transaction.Now).Run();
            transaction.WakeAt(held);
        }
        return new ActivityItem(
            new Lease(row.Key, fence),
            new InstanceId(row.Instance),
            new ExecutionId(row.Execution),
            new EventId(row.Event),
            row.Payload,
            row.Attempts + 1
        )
        {
            Tag = row.Tag,
            Session = row.Session,
        };
    }

    static IReadOnlyList<string?> Tags(Transaction transaction, TagFilter filter) =>
        filter switch
        {
            TagFilter.DefaultOnly => [null],
            TagFilter.Tags tags => [.. tags.Names.Distinct()],
            TagFilter.DefaultAnd tags => [null, .. tags.Names.Distinct()],
            TagFilter.Any => AllTags(transaction),
            TagFilter.None => [],
        };

    /// <summary>Every tag in the queue, and null.</summary>
    public static List<string?> AllTags(Transaction transaction)
    {
        List<string?> tags = [null];
        var read = transaction.Use(ReadTags);
        while (read.Step())
        {
            tags.Add(read.Text(0));
        }
        return tags;
    }

    readonly record struct Row(
        long Due,
        long Key,
        string? Tag,
        string? Session,
        long Execution,
        long Event,
        int Attempts,
        string Instance,
        ReadOnlyMemory<byte> Payload
    );
}

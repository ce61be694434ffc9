namespace Duroxide.Sqlite;

/// <summary>Shows the instances that a query may name, in order, by the index that leaves the fewest to look at.</summary>
static class Listing
{
    // Above every id: ids are compared by their bytes in UTF-8.
    const string Last = "\U0010FFFF\U0010FFFF";

    static readonly Sql ReadRow = Sql.Named("instances/read-of-key");

    /// <summary>A page of what a query names.</summary>
    public static Page<InstanceRecord> List(Connection connection, InstanceQuery query)
    {
        var page = InstanceScan.List(query, Candidates(connection, query));
        // Outputs may be large, and are read of those that are returned alone.
        return new([.. page.Select(row => InstanceReads.Row(connection, row.Instance)!)], page.Next);
    }

    /// <summary>The instances behind a place, without their outputs.</summary>
    public static IEnumerable<(InstancePosition Place, InstanceRecord Row)> Candidates(
        Connection connection,
        InstanceQuery query
    )
    {
        var keys = Keys(connection, query);
        try
        {
            while (keys.Step())
            {
                var read = connection.Use(ReadRow).With(keys.Int64(0));
                if (!read.Step())
                {
                    continue;
                }
                var (key, row) = (read.Int64(0), InstanceReads.WithoutOutput(connection, read));
                read.Reset();
                if (IsPast(query, row))
                {
                    yield break;
                }
                yield return (new InstancePosition(key, row.Updated, row.Instance.Value), row);
            }
        }
        finally
        {
            keys.Reset();
        }
    }

    static Statement Keys(Connection connection, InstanceQuery query)
    {
        var after = InstancePosition.After(query);
        var isUp = query.Order is InstanceOrder.OldestFirst or InstanceOrder.FirstChangedFirst or InstanceOrder.ById;
        var first = isUp ? 0 : long.MaxValue;
        var (source, text, more) = query switch
        {
            { Order: InstanceOrder.ById or InstanceOrder.ByIdDescending, IdPrefix: var prefix } => (
                "id",
                after?.Id ?? (isUp ? "" : prefix + Last),
                prefix ?? ""
            ),
            { Order: InstanceOrder.LastChangedFirst or InstanceOrder.FirstChangedFirst } => ("changed", null, null),
            { Parent: { } parent } => ("parent", parent.Value, null),
            { Tags: { Count: > 0 } tags } => ("tag", tags.Keys.First(), tags.Values.First()),
            { IsParked: true } => ("parked", null, null),
            { Status: ExecutionStatus.Failed } => ("failed", null, null),
            { Status: ExecutionStatus.Running } => ("running", null, default(string)),
            _ => ("all", null, null),
        };
        var read = connection.Use(Sql.Named($"listing/{source}-{(isUp ? "up" : "down")}")).With(after?.Key ?? first);
        return source switch
        {
            "changed" => read.With(after?.Updated.UnixMilliseconds ?? Began(query, isUp) ?? first),
            "id" => read.With(0).With(text).With(more),
            "parent" => read.With(0).With(text),
            "tag" => read.With(0).With(text).With(more),
            _ => read,
        };
    }

    /// <summary>Whether nothing behind it can be meant: ids with one beginning stand side by side, and so do the changes of one time.</summary>
    static bool IsPast(InstanceQuery query, InstanceRecord row) =>
        query switch
        {
            { Order: InstanceOrder.ById, IdPrefix: { } prefix } => !row.Instance.Value.StartsWith(
                prefix,
                StringComparison.Ordinal
            ),
            { Order: InstanceOrder.LastChangedFirst, UpdatedFrom: { } from } => row.Updated < Timestamp.From(from),
            { Order: InstanceOrder.FirstChangedFirst, UpdatedBefore: { } before } => row.Updated
                >= Timestamp.From(before),
            _ => false,
        };

    static long? Began(InstanceQuery query, bool isUp) =>
        (isUp ? query.UpdatedFrom : query.UpdatedBefore)?.ToUnixTimeMilliseconds();
}

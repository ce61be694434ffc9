namespace Duroxide.PostgreSql;

/// <summary>The statements that list and count instances: one for each index by which they are found, and each direction.</summary>
static class Listing
{
    // Above every id: ids are compared by their bytes in UTF-8.
    const string Last = "\U0010FFFF\U0010FFFF";

    const string Topic = "listing/";
    const string RowEnd = "WHERE i.id = $1";

    /// <summary>The statements made of the parts that stand in the file.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Statements(IReadOnlyDictionary<string, string> parts)
    {
        var row = Row(parts);
        return from source in parts
            where
                source.Key.StartsWith(Topic, StringComparison.Ordinal)
                && source.Key.Contains('-', StringComparison.Ordinal)
            let name = source.Key[Topic.Length..]
            from form in new[] { "page", "count" }
            let text = parts[Topic + form]
                .Replace("{source}", source.Value, StringComparison.Ordinal)
                .Replace("{row}", row, StringComparison.Ordinal)
                .Replace("{order}", Order(name), StringComparison.Ordinal)
            select KeyValuePair.Create($"{Topic}{form}-{name}", text);
    }

    /// <summary>The part of a statement that reads rows of instances, without what tells which.</summary>
    public static string Row(IReadOnlyDictionary<string, string> parts) =>
        parts["instances/read"] is var read && read.EndsWith(RowEnd, StringComparison.Ordinal)
            ? read[..^RowEnd.Length]
            : throw new InvalidOperationException($"The statement that reads a row does not end with '{RowEnd}'.");

    /// <summary>The name of the statement for a query.</summary>
    public static string Name(string form, InstanceQuery query) =>
        $"{Topic}{form}-{Source(query)}-{(IsUp(query) ? "up" : "down")}";

    /// <summary>Binds where to begin, and the conditions.</summary>
    public static Arguments Bind(Arguments arguments, InstanceQuery query)
    {
        var after = InstancePosition.After(query);
        var first = IsUp(query) ? 0 : long.MaxValue;
        var (text, more) = Source(query) switch
        {
            "id" => (after?.Id ?? (IsUp(query) ? "" : query.IdPrefix + Last), query.IdPrefix ?? ""),
            "parent" => (query.Parent?.Value, null),
            "tag" => (query.Tags.Keys.First(), query.Tags.Values.First()),
            _ => (null, default(string)),
        };
        return arguments
            .With(
                after?.Updated.UnixMilliseconds ?? Time(IsUp(query) ? query.UpdatedFrom : query.UpdatedBefore) ?? first
            )
            .With(after?.Key ?? first)
            .With(text)
            .With(more)
            .With((long)InstanceScan.Most)
            .With((long?)query.Status)
            .With(query.Name)
            .With(query.Version?.ToString())
            .With(Time(query.CreatedFrom))
            .With(Time(query.CreatedBefore))
            .With(Time(query.UpdatedFrom))
            .With(Time(query.UpdatedBefore))
            .With(Time(query.EndedBefore))
            .With(query.Parent?.Value)
            .With(query.RootsOnly)
            .With(query.IdPrefix)
            .With(query.IsParked is { } isParked ? (long?)(isParked ? 1 : 0) : null)
            .With((IReadOnlyCollection<string?>)[.. query.Tags.Keys])
            .With((IReadOnlyCollection<string?>)[.. query.Tags.Values]);
    }

    /// <summary>Reads a page: rows, each behind it its place, and the last place that was looked at when there may be more.</summary>
    public static async Task<Page<InstanceRecord>> PageAsync(NpgsqlDataReader row, InstanceQuery query)
    {
        List<InstanceRecord> rows = [];
        string? last = null;
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            var end = row.FieldCount - 3;
            last ??= Place(row, end)?.Mark(query.Order);
            if (row.IsDBNull(0))
            {
                continue;
            }
            var record = InstanceReads.Row(row);
            rows.Add(record);
            if (rows.Count == query.Limit)
            {
                var place = new InstancePosition(row.Int64(end - 3), record.Updated, record.Instance.Value);
                return new(rows, place.Mark(query.Order));
            }
        }
        return new(rows, query.Limit == 0 ? query.After : last);
    }

    /// <summary>Reads counts, then the last place that was looked at when there may be more.</summary>
    public static async Task<Page<InstanceCount>> CountsAsync(
        NpgsqlDataReader row,
        InstanceQuery query,
        InstanceGrouping by
    )
    {
        List<InstanceCount> counts = [];
        string? next = null;
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            if (Place(row, 2) is { } place)
            {
                next = place.Mark(query.Order);
                continue;
            }
            var group = row.OptionalText(0);
            counts.Add(
                new(
                    by is InstanceGrouping.Status ? ((ExecutionStatus)int.Parse(group!, null)).ToString() : group,
                    row.Int64(1)
                )
            );
        }
        return new(counts, next);
    }

    /// <summary>The number by which the statement knows the groups, and the name of the tag.</summary>
    public static (int Kind, string? Tag) Groups(InstanceGrouping by) =>
        by switch
        {
            InstanceGrouping.None => (0, null),
            InstanceGrouping.Status => (1, null),
            InstanceGrouping.Name => (2, null),
            InstanceGrouping.Version => (3, null),
            InstanceGrouping.Tag tag => (4, tag.TagName),
        };

    static InstancePosition? Place(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column)
            ? null
            : new InstancePosition(row.Int64(column), row.Time(column + 1), row.OptionalText(column + 2) ?? "");

    static string Source(InstanceQuery query) =>
        query switch
        {
            { Order: InstanceOrder.ById or InstanceOrder.ByIdDescending } => "id",
            { Order: InstanceOrder.LastChangedFirst or InstanceOrder.FirstChangedFirst } => "changed",
            { Parent: not null } => "parent",
            { Tags.Count: > 0 } => "tag",
            { IsParked: true } => "parked",
            { Status: ExecutionStatus.Failed } => "failed",
            { Status: ExecutionStatus.Running } => "running",
            _ => "all",
        };

    static bool IsUp(InstanceQuery query) =>
        query.Order is InstanceOrder.OldestFirst or InstanceOrder.FirstChangedFirst or InstanceOrder.ById;

    static string Order(string source)
    {
        var direction = source.EndsWith("-down", StringComparison.Ordinal) ? " DESC" : "";
        return source.Split('-')[0] switch
        {
            "changed" => $"c.number{direction}, c.key{direction}",
            "id" => $"c.id{direction}",
            _ => $"c.key{direction}",
        };
    }

    static long? Time(DateTimeOffset? time) => time is { } some ? Timestamp.From(some).UnixMilliseconds : null;
}

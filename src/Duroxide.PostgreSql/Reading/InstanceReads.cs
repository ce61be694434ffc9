namespace Duroxide.PostgreSql;

/// <summary>Reads rows of instances, executions with their histories, and values.</summary>
static class InstanceReads
{
    /// <summary>Rows of instances, by id.</summary>
    public static async Task<Dictionary<string, InstanceRecord>> RowsAsync(NpgsqlDataReader row)
    {
        Dictionary<string, InstanceRecord> rows = new(StringComparer.Ordinal);
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            var record = Row(row);
            rows.Add(record.Instance.Value, record);
        }
        return rows;
    }

    /// <summary>The row at which a reader stands.</summary>
    public static InstanceRecord Row(NpgsqlDataReader row) =>
        new(
            new InstanceId(row.Text(0)),
            row.Text(1),
            SemanticVersion.TryParse(row.OptionalText(2)),
            new ExecutionId(row.Int64(3)),
            (ExecutionStatus)row.GetInt16(4),
            row.Int64(5)
        )
        {
            Output = row.OptionalBytes(6),
            CustomStatus = row.OptionalText(7),
            CustomStatusVersion = row.Int64(8),
            Parent = row.OptionalText(9) is { } parent ? new InstanceId(parent) : default(InstanceId?),
            Created = row.Time(10),
            Updated = row.Time(11),
            Parked = row.OptionalText(12),
            Suspended = row.OptionalText(13) is { } reason
                ? new Suspension(reason, row.Time(14).ToDateTimeOffset())
                : null,
            Tags = Tags(row.Array<string>(15), row.Array<string>(16)),
        };

    static ValueMap<string, string> Tags(string[] names, string[] values) =>
        names
            .Zip(values)
            .Aggregate(
                ValueMap<string, string>.Empty,
                (tags, tag) => tags.Set(Texts.Read(tag.First), Texts.Read(tag.Second))
            );

    /// <summary>Executions: a row that has a header begins one, the rows behind it are its events.</summary>
    public static async Task<IReadOnlyList<StoredExecution>> ExecutionsAsync(NpgsqlDataReader row)
    {
        List<StoredExecution> executions = [];
        List<ReadOnlyMemory<byte>> batches = [];
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            if (row.IsDBNull(1))
            {
                batches.Add(row.Bytes(4));
                continue;
            }
            batches = [];
            executions.Add(
                new StoredExecution(
                    new InstanceId(row.Text(1)),
                    new ExecutionId(row.Int64(2)),
                    new StoredStart(row.Bytes(4), row.Time(3)),
                    batches
                )
            );
        }
        return executions;
    }

    /// <summary>Values by their keys.</summary>
    public static async Task<ValueMap<string, StoredValue>> ValuesAsync(NpgsqlDataReader row)
    {
        var values = ValueMap<string, StoredValue>.Empty;
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            values = values.Set(row.Text(0), new StoredValue(row.Text(1), row.Time(2)));
        }
        return values;
    }
}

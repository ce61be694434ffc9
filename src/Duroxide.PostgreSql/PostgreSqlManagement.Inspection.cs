namespace Duroxide.PostgreSql;

sealed partial class PostgreSqlManagement
{
    public async Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken)
    {
        var rows = await AllAsync(
                nameof(GetMetricsAsync),
                "management/counts",
                arguments => Tell(arguments),
                Metrics,
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows[0];
    }

    public async Task<ExecutionRecord?> ReadExecutionRecordAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                nameof(ReadExecutionRecordAsync),
                "instances/one-execution",
                arguments => arguments.With(instance.Value).With(execution?.Value),
                Execution,
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.SingleOrDefault();
    }

    public Task<StoredHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        CancellationToken cancellationToken
    ) =>
        provider.CallAsync(
            nameof(ReadHistoryAsync),
            "instances/history-part",
            arguments =>
                arguments
                    .With(instance.Value)
                    .With(execution?.Value)
                    .With((long?)Math.Max(from.Value, 1))
                    .With((long?)limit),
            HistoryAsync,
            cancellationToken
        );

    public Task<IReadOnlyList<QueuedActivity>> ListActivitiesAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        AllAsync(
            nameof(ListActivitiesAsync),
            "management/activities",
            arguments => Tell(arguments).With(instance.Value),
            row => new QueuedActivity(
                new ExecutionId(row.Int64(0)),
                new EventId(row.Int64(1)),
                row.GetInt32(2),
                row.GetBoolean(3)
            ),
            cancellationToken
        );

    public Task<IReadOnlyList<StuckWork>> ListStuckAsync(StuckQuery query, CancellationToken cancellationToken) =>
        AllAsync(
            nameof(ListStuckAsync),
            "management/stuck",
            arguments =>
                Tell(arguments)
                    .With((long?)query.WaitingFor.TotalMilliseconds)
                    .With((int?)query.Attempts)
                    .With((long?)query.Limit),
            row => new StuckWork(
                (StuckKind)row.GetInt32(0),
                new InstanceId(row.Text(1)),
                row.Time(2).ToDateTimeOffset(),
                row.GetInt32(3)
            )
            {
                Operation = row.OptionalInt64(4) is { } id ? new EventId(id) : null,
            },
            cancellationToken
        );

    // The execution's own row comes first, with the header if that was asked for.
    static async Task<StoredHistory?> HistoryAsync(NpgsqlDataReader row)
    {
        if (!await row.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }
        var (execution, time, header) = (new ExecutionId(row.Int64(0)), row.Time(1), row.OptionalBytes(2));
        List<ReadOnlyMemory<byte>> batches = [];
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            batches.Add(row.Bytes(2));
        }
        return new(execution, batches) { Start = header is { } start ? new StoredStart(start, time) : null };
    }

    static StoreMetrics Metrics(NpgsqlDataReader row) =>
        new(
            row.Int64(0),
            row.Int64(1),
            row.Int64(2),
            row.Int64(3),
            row.Int64(4),
            row.Int64(5),
            row.Int64(6),
            row.Int64(7),
            row.Int64(8),
            row.Int64(9)
        )
        {
            Ready = row.Int64(10),
            LeasedTurns = row.Int64(11),
            LeasedActivities = row.Int64(12),
            HeldMessages = row.Int64(13),
            OldestReady = Age(row.OptionalInt64(14)),
            OldestMessage = Age(row.OptionalInt64(15)),
            OldestActivity = Age(row.OptionalInt64(16)),
            Suspended = row.Int64(17),
        };

    static TimeSpan? Age(long? milliseconds) => milliseconds is { } some ? TimeSpan.FromMilliseconds(some) : null;
}

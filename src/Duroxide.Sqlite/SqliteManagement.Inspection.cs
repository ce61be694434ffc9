namespace Duroxide.Sqlite;

sealed partial class SqliteManagement
{
    static readonly Sql Counts = Sql.Named("management/counts");
    static readonly Sql Stuck = Sql.Named("management/stuck");
    static readonly Sql Activities = Sql.Named("management/activities");
    static readonly Sql OneExecution = Sql.Named("instances/one-execution");

    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken)
    {
        var now = provider.Now.UnixMilliseconds;
        return provider.Store.Readers.Read(
            nameof(GetMetricsAsync),
            connection => All(connection.Use(Counts).With(now), Metrics)[0],
            cancellationToken
        );
    }

    public Task<ExecutionRecord?> ReadExecutionRecordAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Readers.Read(
            nameof(ReadExecutionRecordAsync),
            connection =>
                All(connection.Use(OneExecution).With(instance.Value).With(execution?.Value), Execution)
                    .SingleOrDefault(),
            cancellationToken
        );

    public Task<StoredHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Readers.Read(
            nameof(ReadHistoryAsync),
            connection => InstanceReads.Part(connection, instance, execution, from.Value, limit),
            cancellationToken
        );

    public Task<IReadOnlyList<QueuedActivity>> ListActivitiesAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    )
    {
        var now = provider.Now.UnixMilliseconds;
        return provider.Store.Readers.Read<IReadOnlyList<QueuedActivity>>(
            nameof(ListActivitiesAsync),
            connection =>
                All(
                    connection.Use(Activities).With(instance.Value).With(now),
                    read => new QueuedActivity(
                        new ExecutionId(read.Int64(0)),
                        new EventId(read.Int64(1)),
                        (int)read.Int64(2),
                        read.Int64(3) == 1
                    )
                ),
            cancellationToken
        );
    }

    public Task<IReadOnlyList<StuckWork>> ListStuckAsync(StuckQuery query, CancellationToken cancellationToken)
    {
        var cut = provider.Now.Plus(-query.WaitingFor).UnixMilliseconds;
        return provider.Store.Readers.Read<IReadOnlyList<StuckWork>>(
            nameof(ListStuckAsync),
            connection => All(connection.Use(Stuck).With(cut).With(query.Attempts).With(query.Limit), StuckOne),
            cancellationToken
        );
    }

    static StuckWork StuckOne(Statement read) =>
        new(
            (StuckKind)read.Int64(0),
            new InstanceId(read.Text(1)),
            new Timestamp(read.Int64(2)).ToDateTimeOffset(),
            (int)read.Int64(3)
        )
        {
            Operation = read.OptionalInt64(4) is { } id ? new EventId(id) : null,
        };

    static StoreMetrics Metrics(Statement read) =>
        new(
            read.Int64(0),
            read.Int64(1),
            read.Int64(2),
            read.Int64(3),
            read.Int64(4),
            read.Int64(5),
            read.Int64(6),
            read.Int64(7),
            read.Int64(8),
            read.Int64(9)
        )
        {
            Ready = read.Int64(10),
            LeasedTurns = read.Int64(11),
            LeasedActivities = read.Int64(12),
            HeldMessages = read.Int64(13),
            OldestReady = Age(read.OptionalInt64(14)),
            OldestMessage = Age(read.OptionalInt64(15)),
            OldestActivity = Age(read.OptionalInt64(16)),
            Suspended = read.Int64(17),
        };

    static TimeSpan? Age(long? milliseconds) => milliseconds is { } some ? TimeSpan.FromMilliseconds(some) : null;
}

namespace Duroxide.Sqlite;

/// <summary>Lists, counts and deletes what a store holds.</summary>
sealed class SqliteManagement(SqliteProvider provider) : IManagement
{
    static readonly Sql ReadKey = Sql.Named("instances/key");
    static readonly Sql List = Sql.Named("instances/list");
    static readonly Sql ListOldest = Sql.Named("instances/list-oldest");
    static readonly Sql Executions = Sql.Named("instances/executions");
    static readonly Sql Children = Sql.Named("instances/children");
    static readonly Sql Counts = Sql.Named("management/counts");
    static readonly Sql Parked = Sql.Named("management/parked");

    public Task<IReadOnlyList<InstanceRecord>> ListInstancesAsync(
        InstanceQuery query,
        CancellationToken cancellation
    ) =>
        provider.Store.Readers.Read<IReadOnlyList<InstanceRecord>>(
            nameof(ListInstancesAsync),
            connection =>
            {
                var after = query.OldestFirst ? 0 : long.MaxValue;
                if (query.After is { } last)
                {
                    after = connection.Use(ReadKey).With(last.Value).ReadOptional() ?? throw Gone(last);
                }
                var read = connection
                    .Use(query.OldestFirst ? ListOldest : List)
                    .With(after)
                    .With((long?)query.Status)
                    .With(query.Name)
                    .With(query.EndedBefore?.ToUnixTimeMilliseconds())
                    .With(query.RootsOnly ? 1 : 0)
                    .With(query.Limit);
                return All(read, InstanceReads.Row);
            },
            cancellation
        );

    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellation
    ) =>
        provider.Store.Readers.Read<IReadOnlyList<ExecutionRecord>>(
            nameof(ListExecutionsAsync),
            connection => All(connection.Use(Executions).With(instance.Value), Execution),
            cancellation
        );

    public Task<IReadOnlyList<InstanceId>> ListChildrenAsync(InstanceId instance, CancellationToken cancellation) =>
        provider.Store.Readers.Read<IReadOnlyList<InstanceId>>(
            nameof(ListChildrenAsync),
            connection => All(connection.Use(Children).With(instance.Value), read => new InstanceId(read.Text(0))),
            cancellation
        );

    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellation)
    {
        var now = provider.Now;
        return provider.Store.Readers.Read(
            nameof(GetMetricsAsync),
            connection => All(connection.Use(Counts).With(now), Metrics)[0],
            cancellation
        );
    }

    public Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        bool force,
        CancellationToken cancellation
    ) =>
        provider.Store.Write(
            nameof(DeleteInstancesAsync),
            isPromise: true,
            transaction => Deletion.Delete(transaction, roots, force),
            cancellation
        );

    public Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellation
    ) =>
        provider.Store.Write(
            nameof(PruneExecutionsAsync),
            isPromise: true,
            transaction => Deletion.Prune(transaction, instance, options),
            cancellation
        );

    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return provider.Store.Readers.Read<IReadOnlyList<ParkedItem>>(
            nameof(ListParkedAsync),
            connection => All(connection.Use(Parked).With(limit), Item),
            cancellation
        );
    }

    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellation) =>
        provider.Store.Write(
            nameof(ReleaseParkedAsync),
            isPromise: true,
            transaction => Parking.Release(transaction, id),
            cancellation
        );

    static ProviderException Gone(InstanceId last) =>
        new(
            nameof(ListInstancesAsync),
            $"The page cannot begin after '{last}', which is not there any more. Begin again with the first page.",
            isRetryable: false
        );

    static List<T> All<T>(Statement read, Func<Statement, T> row)
    {
        List<T> rows = [];
        while (read.Step())
        {
            rows.Add(row(read));
        }
        return rows;
    }

    static ExecutionRecord Execution(Statement read) =>
        new(
            new ExecutionId(read.Int64(0)),
            (ExecutionStatus)read.Int64(1),
            new Timestamp(read.Int64(2)),
            read.OptionalInt64(3) is { } ended ? new Timestamp(ended) : null,
            read.Int64(4)
        )
        {
            Version = SemanticVersion.TryParse(read.OptionalText(5)),
            Output = read.OptionalBytes(6),
        };

    static ParkedItem Item(Statement read) =>
        new(
            read.Int64(0),
            (ParkedKind)read.Int64(1),
            new InstanceId(read.Text(2)),
            read.Text(3),
            new Timestamp(read.Int64(4)).ToDateTimeOffset()
        );

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
        );
}

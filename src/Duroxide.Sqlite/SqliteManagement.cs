namespace Duroxide.Sqlite;

/// <summary>Lists, counts and deletes what a store holds.</summary>
sealed partial class SqliteManagement(SqliteProvider provider) : IManagement
{
    static readonly Sql Executions = Sql.Named("instances/executions");
    static readonly Sql Children = Sql.Named("instances/children");
    static readonly Sql Parked = Sql.Named("management/parked");

    public Task<Page<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellationToken) =>
        provider.Store.Readers.Read(
            nameof(ListInstancesAsync),
            connection => Listing.List(connection, query),
            cancellationToken
        );

    public Task<Page<InstanceCount>> CountInstancesAsync(
        InstanceQuery query,
        InstanceGrouping by,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Readers.Read(
            nameof(CountInstancesAsync),
            connection => InstanceScan.Count(query, by, Listing.Candidates(connection, query)),
            cancellationToken
        );

    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Readers.Read<IReadOnlyList<ExecutionRecord>>(
            nameof(ListExecutionsAsync),
            connection => All(connection.Use(Executions).With(instance.Value), Execution),
            cancellationToken
        );

    public Task<IReadOnlyList<InstanceId>> ListSubOrchestrationsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Readers.Read<IReadOnlyList<InstanceId>>(
            nameof(ListSubOrchestrationsAsync),
            connection => All(connection.Use(Children).With(instance.Value), read => new InstanceId(read.Text(0))),
            cancellationToken
        );

    public Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Write(
            nameof(DeleteInstancesAsync),
            isPromise: true,
            transaction => Deletion.Delete(transaction, roots, force),
            cancellationToken
        );

    public Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellationToken
    ) =>
        provider.Store.Write(
            nameof(PruneExecutionsAsync),
            isPromise: true,
            transaction => Deletion.Prune(transaction, instance, options),
            cancellationToken
        );

    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(ParkedQuery query, CancellationToken cancellationToken) =>
        provider.Store.Readers.Read<IReadOnlyList<ParkedItem>>(
            nameof(ListParkedAsync),
            connection =>
                All(
                    connection
                        .Use(Parked)
                        .With(query.After)
                        .With((long?)query.Kind)
                        .With(query.Instance?.Value)
                        .With(query.Limit),
                    Item
                ),
            cancellationToken
        );

    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken) =>
        provider.Store.Write(
            nameof(ReleaseParkedAsync),
            isPromise: true,
            transaction => Parking.Release(transaction, id),
            cancellationToken
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
        )
        {
            Execution = read.OptionalInt64(5) is { } execution ? new ExecutionId(execution) : null,
            Event = read.OptionalInt64(6) is { } happened ? new EventId(happened) : null,
        };
}

namespace Duroxide.PostgreSql;

/// <summary>Lists, counts and deletes what a store holds.</summary>
sealed partial class PostgreSqlManagement(PostgreSqlProvider provider) : IManagement
{
    public Task<Page<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellationToken) =>
        provider.CallAsync(
            nameof(ListInstancesAsync),
            Listing.Name("page", query),
            arguments => Listing.Bind(arguments, query).With((long)query.Limit),
            row => Listing.PageAsync(row, query),
            cancellationToken
        );

    public Task<Page<InstanceCount>> CountInstancesAsync(
        InstanceQuery query,
        InstanceGrouping by,
        CancellationToken cancellationToken
    )
    {
        var (kind, tag) = Listing.Groups(by);
        return provider.CallAsync(
            nameof(CountInstancesAsync),
            Listing.Name("count", query),
            arguments => Listing.Bind(arguments, query).With((int?)kind).With(tag),
            row => Listing.CountsAsync(row, query, by),
            cancellationToken
        );
    }

    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        AllAsync(
            nameof(ListExecutionsAsync),
            "instances/executions",
            arguments => arguments.With(instance.Value),
            Execution,
            cancellationToken
        );

    public Task<IReadOnlyList<InstanceId>> ListSubOrchestrationsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        AllAsync(
            nameof(ListSubOrchestrationsAsync),
            "instances/children",
            arguments => arguments.With(instance.Value),
            row => new InstanceId(row.Text(0)),
            cancellationToken
        );

    public async Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                nameof(DeleteInstancesAsync),
                "management/delete",
                arguments => arguments.With([.. roots.Select(root => root.Value).Distinct()]).With((short)force),
                Deleting,
                cancellationToken
            )
            .ConfigureAwait(false);
        var (refusal, deleted, gone) = rows[0];
        if (refusal is not null)
        {
            throw new ProviderException(nameof(DeleteInstancesAsync), refusal, isRetryable: false);
        }
        var open = await provider.OpenAsync(cancellationToken).ConfigureAwait(false);
        open.Tell(turns: false, work: false, gone);
        return deleted!;
    }

    public async Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellationToken
    )
    {
        var rows = await AllAsync(
                nameof(PruneExecutionsAsync),
                "management/prune",
                arguments =>
                    arguments
                        .With(instance.Value)
                        .With((int?)(options.KeepLast ?? 1))
                        .With(options.EndedBefore?.ToUnixTimeMilliseconds()),
                row => new Deleted(1, row.Int64(0), row.Int64(1), 0),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows is [var deleted]
            ? deleted
            : throw new ProviderException(
                nameof(PruneExecutionsAsync),
                $"There is no instance '{instance}'. Nothing was deleted.",
                isRetryable: false
            );
    }

    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(ParkedQuery query, CancellationToken cancellationToken) =>
        AllAsync(
            nameof(ListParkedAsync),
            "management/parked",
            arguments =>
                arguments.With(query.After).With((long?)query.Kind).With(query.Instance?.Value).With((long)query.Limit),
            Item,
            cancellationToken
        );

    public async Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken)
    {
        var rows = await AllAsync(
                nameof(ReleaseParkedAsync),
                "management/release-parked",
                arguments => Tell(arguments).With(id),
                row => (Now: row.Int64(0), IsFound: row.GetBoolean(1), Touched: row.Array<string>(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var (now, isFound, touched) = rows[0];
        provider.Clock.Learn(now);
        var open = await provider.OpenAsync(cancellationToken).ConfigureAwait(false);
        open.Tell(turns: isFound, work: isFound, touched);
        return isFound;
    }

    Arguments Tell(Arguments arguments)
    {
        var (given, floor) = provider.Clock.Tell();
        return arguments.With(given).With(floor);
    }

    Task<IReadOnlyList<T>> AllAsync<T>(
        string operation,
        string statement,
        Action<Arguments> bind,
        Func<NpgsqlDataReader, T> one,
        CancellationToken cancellationToken
    ) =>
        provider.CallAsync<IReadOnlyList<T>>(
            operation,
            statement,
            bind,
            async row =>
            {
                List<T> rows = [];
                while (await row.ReadAsync().ConfigureAwait(false))
                {
                    rows.Add(one(row));
                }
                return rows;
            },
            cancellationToken
        );

    static (string? Refusal, Deleted? Deleted, string[] Gone) Deleting(NpgsqlDataReader row)
    {
        var refusal =
            row.OptionalText(0) is { } unknown ? $"There is no instance '{unknown}'. Nothing was deleted."
            : row.OptionalText(1) is { } child
                ? $"'{child}' is a child of '{row.Text(2)}'. Delete its root, and it goes too."
            : row.OptionalText(3) is { } running
                ? $"'{running}' still runs. Cancel it and wait for its end, or delete by force."
            : null;
        return refusal is null
            ? (null, new Deleted(row.Int64(5), row.Int64(6), row.Int64(7), row.Int64(8)), row.Array<string>(4))
            : (refusal, null, []);
    }

    static ExecutionRecord Execution(NpgsqlDataReader row) =>
        new(
            new ExecutionId(row.Int64(0)),
            (ExecutionStatus)row.GetInt16(1),
            row.Time(2),
            row.OptionalInt64(3) is { } ended ? new Timestamp(ended) : null,
            row.Int64(4)
        )
        {
            Version = SemanticVersion.TryParse(row.OptionalText(5)),
            Output = row.OptionalBytes(6),
        };

    static ParkedItem Item(NpgsqlDataReader row) =>
        new(
            row.Int64(0),
            (ParkedKind)row.GetInt16(1),
            new InstanceId(row.Text(2)),
            row.Text(3),
            row.Time(4).ToDateTimeOffset()
        )
        {
            Execution = row.OptionalInt64(5) is { } execution ? new ExecutionId(execution) : null,
            Event = row.OptionalInt64(6) is { } happened ? new EventId(happened) : null,
        };
}

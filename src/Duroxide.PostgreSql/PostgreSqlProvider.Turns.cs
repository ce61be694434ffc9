namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (fetch.Max <= 0)
        {
            return [];
        }
        return await open.FetchAsync(
                open.Turns,
                fetch.Wait,
                fetch.Lease,
                () => LookForTurnsAsync(open, fetch),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            nameof(LoadAsync),
            "turns/load",
            arguments => Both(arguments, leases),
            InstanceReads.ExecutionsAsync,
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    )
    {
        foreach (var turn in turns)
        {
            if (turn.Status == ExecutionStatus.ContinuedAsNew != turn.Next is not null)
            {
                throw new ArgumentException(
                    $"A turn of execution {turn.Execution} ends as {turn.Status}: it must name the next execution if it continued as new, and otherwise none.",
                    nameof(turns)
                );
            }
        }
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await open
            .Writer.WriteAsync<TurnCommit, TurnStored>(
                nameof(CommitTurnsAsync),
                turns,
                (group, index, turn) => new TurnCommitItem(group, index, turn),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var (now, next, touched) = await open
            .Links.CallAsync(
                nameof(ReleaseTurnsAsync),
                "turns/release",
                arguments =>
                    Both(Tell(arguments), [.. releases.Select(release => release.Lease)])
                        .With([.. releases.Select(release => Durations.Of(release.Delay))])
                        .With([.. releases.Select(release => release.CountAttempt)])
                        .With([.. releases.Select(release => release.Park)]),
                async row =>
                {
                    await row.ReadAsync().ConfigureAwait(false);
                    return (row.Int64(0), row.OptionalInt64(1), row.Array<string>(2));
                }
            )
            .ConfigureAwait(false);
        clock.Learn(now);
        open.Turns.RaiseBefore(next);
        open.Tell(turns: next <= now, work: false, touched);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => RenewAsync(nameof(RenewTurnsAsync), "turns/renew", leases, duration, cancellationToken);

    static Arguments Both(Arguments arguments, IReadOnlyList<Lease> leases) =>
        arguments.With([.. leases.Select(lease => lease.Key)]).With([.. leases.Select(lease => lease.Fence)]);

    async Task<IReadOnlyList<bool>> RenewAsync(
        string operation,
        string statement,
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var (now, held) = await CallAsync(
                operation,
                statement,
                arguments => Both(Tell(arguments), leases).With(Durations.Of(duration)),
                async row =>
                {
                    await row.ReadAsync().ConfigureAwait(false);
                    return (row.Int64(0), row.Array<bool>(1));
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        clock.Learn(now);
        return held;
    }

    Task<Fetched<TurnItem>> LookForTurnsAsync(Store open, TurnFetch fetch) =>
        open.Links.CallAsync(
            nameof(FetchTurnsAsync),
            "turns/fetch",
            arguments =>
                Tell(arguments)
                    .With((int?)fetch.Max)
                    .With(Durations.Of(fetch.Lease))
                    .With(Bounds(fetch.Capabilities, range => range.Min))
                    .With(Bounds(fetch.Capabilities, range => range.Max))
                    .With((int?)fetch.MaxMessages)
                    .With(fetch.MaxBytes),
            TurnReads.FetchedAsync
        );

    static long[]? Bounds(ValueList<VersionRange>? ranges, Func<VersionRange, SemanticVersion> bound) =>
        ranges is { } some ? [.. some.Select(range => PinOrder.Of(bound(range)))] : null;
}

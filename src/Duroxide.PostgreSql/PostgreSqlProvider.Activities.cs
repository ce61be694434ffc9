namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (fetch.Max <= 0 || fetch.Tags is TagFilter.None)
        {
            return [];
        }
        return await open.FetchAsync(
                open.Work,
                fetch.Wait,
                fetch.Lease,
                () => LookForWorkAsync(open, fetch),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await open
            .Writer.WriteAsync<ActivityCompletion, bool>(
                nameof(CompleteActivitiesAsync),
                completions,
                (group, index, completion) => new CompletionItem(group, index, completion),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task ReleaseActivitiesAsync(
        IReadOnlyList<ActivityRelease> releases,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var (now, next) = await open
            .Links.CallAsync(
                nameof(ReleaseActivitiesAsync),
                "activities/release",
                arguments =>
                    Both(Tell(arguments), [.. releases.Select(release => release.Lease)])
                        .With([.. releases.Select(release => Durations.Of(release.Delay))])
                        .With([.. releases.Select(release => release.CountAttempt)])
                        .With([.. releases.Select(release => release.Park)])
                        .With([.. releases.Select(release => release.IsUntouched)]),
                async row =>
                {
                    await row.ReadAsync().ConfigureAwait(false);
                    return (row.Int64(0), row.OptionalInt64(1));
                }
            )
            .ConfigureAwait(false);
        clock.Learn(now);
        open.Work.RaiseBefore(next);
        // One that grows old again becomes an answer, and that a turn.
        open.Turns.RaiseBefore(next);
        open.Tell(turns: false, work: next <= now);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) => RenewAsync(nameof(RenewActivitiesAsync), "activities/renew", leases, duration, cancellationToken);

    /// <inheritdoc />
    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) =>
        CountAsync(
            nameof(RenewSessionsAsync),
            "activities/renew-sessions",
            arguments => Tell(arguments).With(owners).With(Durations.Of(duration)).With((long)idle.TotalMilliseconds),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        CountAsync(
            nameof(SweepSessionsAsync),
            "activities/sweep-sessions",
            arguments => Tell(arguments),
            cancellationToken
        );

    async Task<int> CountAsync(
        string operation,
        string statement,
        Action<Arguments> bind,
        CancellationToken cancellationToken
    )
    {
        var (now, count) = await CallAsync(
                operation,
                statement,
                bind,
                async row =>
                {
                    await row.ReadAsync().ConfigureAwait(false);
                    return (row.Int64(0), row.Int64(1));
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        clock.Learn(now);
        return (int)count;
    }

    Task<Fetched<ActivityItem>> LookForWorkAsync(Store open, ActivityFetch fetch) =>
        open.Links.CallAsync(
            nameof(FetchActivitiesAsync),
            "activities/fetch",
            arguments =>
                Tell(arguments)
                    .With((int?)fetch.Max)
                    .With(Durations.Of(fetch.Lease))
                    .With(Queues(fetch.Tags))
                    .With(fetch.Sessions?.Owner)
                    .With(fetch.Sessions is { } claim ? Durations.Of(claim.Lease) : null)
                    .With(fetch.Sessions?.MaxNew)
                    .With(fetch.Sessions?.Busy is { } busy ? [.. busy] : default(string[])),
            ActivityReads.FetchedAsync
        );

    // The queue without a tag has no name, and each other one its tag behind a colon.
    static string[]? Queues(TagFilter filter) =>
        filter switch
        {
            TagFilter.DefaultOnly => [""],
            TagFilter.Tags tags => [.. tags.Names.Distinct().Select(tag => ":" + tag)],
            TagFilter.DefaultAnd tags => ["", .. tags.Names.Distinct().Select(tag => ":" + tag)],
            TagFilter.Any => null,
            TagFilter.None => [],
        };
}

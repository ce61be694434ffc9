namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellationToken
    ) =>
        Store.Fetch(
            nameof(FetchActivitiesAsync),
            fetch.Max > 0 && fetch.Tags is not TagFilter.None ? fetch.Wait : TimeSpan.Zero,
            fetch with
            {
                Max = 0,
                Lease = default,
                Wait = default,
            },
            transaction => ActivityClaims.Claim(transaction, fetch),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    ) =>
        Each(nameof(CompleteActivitiesAsync), isPromise: true, completions, ActivityLeases.Complete, cancellationToken);

    /// <inheritdoc />
    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken) =>
        Each(nameof(ReleaseActivitiesAsync), isPromise: false, releases, ActivityLeases.Release, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        Each(
            nameof(RenewActivitiesAsync),
            isPromise: false,
            leases,
            (transaction, lease) => ActivityLeases.Renew(transaction, lease, duration),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    ) =>
        Store.Write(
            nameof(RenewSessionsAsync),
            isPromise: false,
            transaction => Sessions.Renew(transaction, owners, duration, idle),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> SweepSessionsAsync(CancellationToken cancellationToken) =>
        Store.Write(nameof(SweepSessionsAsync), isPromise: false, Sessions.Sweep, cancellationToken);
}

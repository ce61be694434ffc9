namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(
        ActivityFetch fetch,
        CancellationToken cancellation
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
            cancellation
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellation
    ) => Each(nameof(CompleteActivitiesAsync), isPromise: true, completions, ActivityLeases.Complete, cancellation);

    /// <inheritdoc />
    public Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellation) =>
        Each(nameof(ReleaseActivitiesAsync), isPromise: false, releases, ActivityLeases.Release, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellation
    ) =>
        Each(
            nameof(RenewActivitiesAsync),
            isPromise: false,
            leases,
            (transaction, lease) => ActivityLeases.Renew(transaction, lease, duration),
            cancellation
        );

    /// <inheritdoc />
    public Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellation
    ) =>
        Store.Write(
            nameof(RenewSessionsAsync),
            isPromise: false,
            transaction => Sessions.Renew(transaction, owners, duration, idle),
            cancellation
        );

    /// <inheritdoc />
    public Task<int> SweepSessionsAsync(CancellationToken cancellation) =>
        Store.Write(nameof(SweepSessionsAsync), isPromise: false, Sessions.Sweep, cancellation);
}

namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken) =>
        Store.Fetch(
            nameof(FetchTurnsAsync),
            fetch.Max > 0 ? fetch.Wait : TimeSpan.Zero,
            fetch with
            {
                Max = 0,
                Lease = default,
                Wait = default,
            },
            transaction => TurnClaims.Claim(transaction, fetch),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredExecution>> LoadAsync(
        IReadOnlyList<Lease> leases,
        CancellationToken cancellationToken
    ) =>
        Store.Readers.Read<IReadOnlyList<StoredExecution>>(
            nameof(LoadAsync),
            connection =>
                [.. leases.Select(lease => InstanceReads.Leased(connection, lease)).OfType<StoredExecution>()],
            cancellationToken
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
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
        return Each(nameof(CommitTurnsAsync), isPromise: true, turns, TurnCommits.Commit, cancellationToken);
    }

    /// <inheritdoc />
    public Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken) =>
        Each(nameof(ReleaseTurnsAsync), isPromise: false, releases, TurnLeases.Release, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    ) =>
        Each(
            nameof(RenewTurnsAsync),
            isPromise: false,
            leases,
            (transaction, lease) => TurnLeases.Renew(transaction, lease, duration),
            cancellationToken
        );

    Task<IReadOnlyList<TResult>> Each<TItem, TResult>(
        string operation,
        bool isPromise,
        IReadOnlyList<TItem> items,
        Func<Transaction, TItem, TResult> work,
        CancellationToken cancellationToken
    ) => Store.Write(operation, isPromise, transaction => transaction.Each(operation, items, work), cancellationToken);
}

namespace Duroxide.Providers;

/// <summary>The instances that have something to react to.</summary>
public interface ITurnQueue
{
    /// <summary>Leases up to a number of ready instances, each with its visible messages, oldest first.</summary>
    /// <remarks>
    /// An instance is ready when it waits for its first turn of an execution, or has visible messages, and nobody holds a
    /// live lease on it. Counts an attempt on each. Waits up to <see cref="TurnFetch.Wait"/> for the first one, and
    /// returns as soon as there is any; empty when there is none.
    /// </remarks>
    Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(TurnFetch fetch, CancellationToken cancellationToken);

    /// <summary>Reads the headers and histories of leased executions that are not in memory, in the order asked for.</summary>
    /// <returns>The executions; those whose lease was lost are left out.</returns>
    Task<IReadOnlyList<StoredExecution>> LoadAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken);

    /// <summary>Commits turns, each of them whole or not at all, and gives their leases back.</summary>
    /// <remarks>
    /// A lease is lost when the next one was given out, when it was given back, or when its instance was deleted. One that has
    /// run out may be given to somebody else at any moment, and holds until then. An execution that is not current,
    /// and events that do not follow the last committed one, are refused like a lost lease, which stays as it was. The very
    /// same events under the lease that stored them are answered as the first time, whatever happened since, and nothing is
    /// written: so who did not hear the answer asks again.
    /// </remarks>
    /// <returns>For each turn in order, whether it is stored, and what came of its activities.</returns>
    /// <exception cref="ProviderException">It is unknown whether any turn was committed; ask again.</exception>
    Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
        IReadOnlyList<TurnCommit> turns,
        CancellationToken cancellationToken
    );

    /// <summary>Gives leases back without a commit: the messages stay.</summary>
    /// <remarks>
    /// A lease that was lost is passed over, but for its attempt: one that is not to count is taken off the count, which does
    /// not fall below the attempt of the present holder. So a node that lived, but was too late, has not failed.
    /// </remarks>
    Task ReleaseTurnsAsync(IReadOnlyList<TurnRelease> releases, CancellationToken cancellationToken);

    /// <summary>Extends leases from now on, also those that have run out and were given to nobody else.</summary>
    /// <returns>For each lease in order, whether it was still held.</returns>
    Task<IReadOnlyList<bool>> RenewTurnsAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    );
}

namespace Duroxide.Providers;

/// <summary>The activities that wait for a worker.</summary>
public interface IActivityQueue
{
    /// <summary>Leases up to a number of activities, oldest first, that this worker may run.</summary>
    /// <remarks>
    /// Eligible is what the tag filter accepts and, with a session, what belongs to a session that this owner holds or
    /// that nobody holds, which is then claimed. Counts an attempt on each. Waits up to <see cref="ActivityFetch.Wait"/>
    /// for the first one; empty when there is none. Activities whose time to live is over are answered by the store with
    /// their <see cref="NewActivity.OnExpiry"/> and never returned.
    /// </remarks>
    Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(ActivityFetch fetch, CancellationToken cancellationToken);

    /// <summary>Removes activities, and enqueues their answers, each whole or not at all.</summary>
    /// <returns>For each in order, whether it was completed; false when its lease was lost or it was cancelled, and then nothing is enqueued.</returns>
    Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
        IReadOnlyList<ActivityCompletion> completions,
        CancellationToken cancellationToken
    );

    /// <summary>Gives leases back without an answer.</summary>
    /// <remarks>A lease that was lost is passed over, but for its attempt: as in <see cref="ITurnQueue.ReleaseTurnsAsync"/>.</remarks>
    Task ReleaseActivitiesAsync(IReadOnlyList<ActivityRelease> releases, CancellationToken cancellationToken);

    /// <summary>Extends leases from now on, also those that have run out and were given to nobody else, and notes that their sessions are in use.</summary>
    /// <returns>For each lease in order, whether it was still held; false also when the activity was cancelled.</returns>
    Task<IReadOnlyList<bool>> RenewActivitiesAsync(
        IReadOnlyList<Lease> leases,
        TimeSpan duration,
        CancellationToken cancellationToken
    );

    /// <summary>Extends the sessions of some owners that were in use within the idle time; an expired one stays expired.</summary>
    /// <returns>How many were extended.</returns>
    Task<int> RenewSessionsAsync(
        IReadOnlyList<string> owners,
        TimeSpan duration,
        TimeSpan idle,
        CancellationToken cancellationToken
    );

    /// <summary>Forgets expired sessions for which nothing is queued.</summary>
    /// <returns>How many were forgotten.</returns>
    Task<int> SweepSessionsAsync(CancellationToken cancellationToken);
}

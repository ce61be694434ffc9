namespace Duroxide.Providers;

/// <summary>The management of what a store holds.</summary>
public partial interface IManagement
{
    /// <summary>Lists instances, one page at a time; looks at <see cref="InstanceScan.Most"/> at most.</summary>
    /// <exception cref="ProviderException">The text after which the page is to begin is not of a page in the same order.</exception>
    Task<Page<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellationToken);

    /// <summary>Counts instances by groups; looks at <see cref="InstanceScan.Most"/> at most, and says where to count on.</summary>
    /// <exception cref="ProviderException">The text after which to begin is not of a page in the same order.</exception>
    Task<Page<InstanceCount>> CountInstancesAsync(
        InstanceQuery query,
        InstanceGrouping by,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the executions of an instance, oldest first; empty when there is no such instance.</summary>
    Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Reads one execution without its history; null asks for the current one.</summary>
    /// <returns>The execution; null when there is no such one.</returns>
    Task<ExecutionRecord?> ReadExecutionRecordAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a part of a history: the batches that hold the events from one on, a number of them.</summary>
    /// <returns>The part; null when there is no such execution.</returns>
    Task<StoredHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Lists the activities of an instance that are not completed; empty when there are none.</summary>
    Task<IReadOnlyList<QueuedActivity>> ListActivitiesAsync(InstanceId instance, CancellationToken cancellationToken);

    /// <summary>Lists work that nobody does or that does not succeed, what waits longest first; nothing that is parked.</summary>
    Task<IReadOnlyList<StuckWork>> ListStuckAsync(StuckQuery query, CancellationToken cancellationToken);

    /// <summary>Lists the direct children of an instance; empty when there are none.</summary>
    Task<IReadOnlyList<InstanceId>> ListSubOrchestrationsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    );

    /// <summary>Counts what is stored and queued.</summary>
    Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken);

    /// <summary>Deletes instances, with their children, in one transaction.</summary>
    /// <param name="roots">Instances without a parent.</param>
    /// <param name="force">Which running instances go too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">One is unknown, is a child, or may not go because it, or a child, runs; nothing is deleted.</exception>
    Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes old executions of an instance, never the current one; values and status stay.</summary>
    /// <exception cref="ProviderException">There is no such instance.</exception>
    Task<Deleted> PruneExecutionsAsync(InstanceId instance, PruneOptions options, CancellationToken cancellationToken);

    /// <summary>Lists what was set aside because it could not be processed, oldest first.</summary>
    Task<IReadOnlyList<ParkedItem>> ListParkedAsync(ParkedQuery query, CancellationToken cancellationToken);

    /// <summary>Puts a parked item back to where it came from, its attempts counted anew.</summary>
    /// <returns>Whether there was such an item.</returns>
    Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken);
}

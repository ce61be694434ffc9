namespace Duroxide.Providers;

/// <summary>The management of what a store holds.</summary>
public interface IManagement
{
    /// <summary>Lists instances, newest first unless asked otherwise, one page at a time.</summary>
    /// <exception cref="ProviderException">The instance after which the page is to begin is not there any more.</exception>
    Task<IReadOnlyList<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellation);

    /// <summary>Lists the executions of an instance, oldest first; empty when there is no such instance.</summary>
    Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(InstanceId instance, CancellationToken cancellation);

    /// <summary>Lists the direct children of an instance; empty when there are none.</summary>
    Task<IReadOnlyList<InstanceId>> ListChildrenAsync(InstanceId instance, CancellationToken cancellation);

    /// <summary>Counts what is stored and queued.</summary>
    Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellation);

    /// <summary>Deletes instances, with their children, in one transaction.</summary>
    /// <param name="roots">Instances without a parent.</param>
    /// <param name="force">Whether running instances go too.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="ProviderException">One is unknown, is a child, or runs and force is false; nothing is deleted.</exception>
    Task<Deleted> DeleteInstancesAsync(IReadOnlyList<InstanceId> roots, bool force, CancellationToken cancellation);

    /// <summary>Deletes old executions of an instance, never the current one; values and status stay.</summary>
    /// <exception cref="ProviderException">There is no such instance.</exception>
    Task<Deleted> PruneExecutionsAsync(InstanceId instance, PruneOptions options, CancellationToken cancellation);

    /// <summary>Lists what was taken aside because it could not be processed, oldest first.</summary>
    Task<IReadOnlyList<ParkedItem>> ListParkedAsync(int limit, CancellationToken cancellation);

    /// <summary>Puts a parked item back to where it came from, its attempts counted anew.</summary>
    /// <returns>Whether there was such an item.</returns>
    Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellation);
}

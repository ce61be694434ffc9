using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>The management of the store as one node sees it.</summary>
sealed class SimulatedManagement(IManagement inner, SimulatedStore store) : IManagement
{
    public Task<IReadOnlyList<InstanceRecord>> ListInstancesAsync(
        InstanceQuery query,
        CancellationToken cancellation
    ) => store.Ask("lists instances", () => inner.ListInstancesAsync(query, CancellationToken.None), cancellation);

    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellation
    ) =>
        store.Ask(
            $"lists the executions of {instance}",
            () => inner.ListExecutionsAsync(instance, CancellationToken.None),
            cancellation
        );

    public Task<IReadOnlyList<InstanceId>> ListChildrenAsync(InstanceId instance, CancellationToken cancellation) =>
        store.Ask(
            $"lists the children of {instance}",
            () => inner.ListChildrenAsync(instance, CancellationToken.None),
            cancellation
        );

    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellation) =>
        store.Ask("counts what is stored", () => inner.GetMetricsAsync(CancellationToken.None), cancellation);

    public Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        bool force,
        CancellationToken cancellation
    ) =>
        store.Call(
            $"deletes {StoreText.List(roots.Select(root => root.Value))}",
            () => inner.DeleteInstancesAsync(roots, force, CancellationToken.None),
            cancellation
        );

    public Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellation
    ) =>
        store.Call(
            $"prunes {instance}",
            () => inner.PruneExecutionsAsync(instance, options, CancellationToken.None),
            cancellation
        );

    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(int limit, CancellationToken cancellation) =>
        store.Ask("lists what is parked", () => inner.ListParkedAsync(limit, CancellationToken.None), cancellation);

    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellation) =>
        store.Call(
            $"releases parked item {id}",
            () => inner.ReleaseParkedAsync(id, CancellationToken.None),
            cancellation
        );
}

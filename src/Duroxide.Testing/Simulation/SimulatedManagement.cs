namespace Duroxide.Testing;

/// <summary>The management of the store as one node sees it.</summary>
sealed partial class SimulatedManagement(IManagement inner, SimulatedStore store) : IManagement
{
    public Task<Page<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellationToken) =>
        store.Ask("lists instances", () => inner.ListInstancesAsync(query, CancellationToken.None), cancellationToken);

    public Task<Page<InstanceCount>> CountInstancesAsync(
        InstanceQuery query,
        InstanceGrouping by,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            "counts instances",
            () => inner.CountInstancesAsync(query, by, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            $"lists the executions of {instance}",
            () => inner.ListExecutionsAsync(instance, CancellationToken.None),
            cancellationToken
        );

    public Task<ExecutionRecord?> ReadExecutionRecordAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            $"reads an execution of {instance}",
            () => inner.ReadExecutionRecordAsync(instance, execution, CancellationToken.None),
            cancellationToken
        );

    public Task<StoredHistory?> ReadHistoryAsync(
        InstanceId instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            $"reads a part of the history of {instance}",
            () => inner.ReadHistoryAsync(instance, execution, from, limit, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<QueuedActivity>> ListActivitiesAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            $"lists the activities of {instance}",
            () => inner.ListActivitiesAsync(instance, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<StuckWork>> ListStuckAsync(StuckQuery query, CancellationToken cancellationToken) =>
        store.Ask("lists what is stuck", () => inner.ListStuckAsync(query, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<InstanceId>> ListSubOrchestrationsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        store.Ask(
            $"lists the children of {instance}",
            () => inner.ListSubOrchestrationsAsync(instance, CancellationToken.None),
            cancellationToken
        );

    public Task<StoreSchema> ReadSchemaAsync(CancellationToken cancellationToken) =>
        store.Ask("reads the schema", () => inner.ReadSchemaAsync(CancellationToken.None), cancellationToken);

    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken) =>
        store.Ask("counts what is stored", () => inner.GetMetricsAsync(CancellationToken.None), cancellationToken);

    public Task<Deleted> DeleteInstancesAsync(
        IReadOnlyList<InstanceId> roots,
        DeletionForce force,
        CancellationToken cancellationToken
    ) =>
        store.Call(
            $"deletes {StoreText.List(roots.Select(root => root.Value))}",
            () => inner.DeleteInstancesAsync(roots, force, CancellationToken.None),
            cancellationToken
        );

    public Task<Deleted> PruneExecutionsAsync(
        InstanceId instance,
        PruneOptions options,
        CancellationToken cancellationToken
    ) =>
        store.Call(
            $"prunes {instance}",
            () => inner.PruneExecutionsAsync(instance, options, CancellationToken.None),
            cancellationToken
        );

    public Task<IReadOnlyList<ParkedItem>> ListParkedAsync(ParkedQuery query, CancellationToken cancellationToken) =>
        store.Ask(
            "lists what is parked",
            () => inner.ListParkedAsync(query, CancellationToken.None),
            cancellationToken
        );

    public Task<bool> ReleaseParkedAsync(long id, CancellationToken cancellationToken) =>
        store.Call(
            $"releases parked item {id}",
            () => inner.ReleaseParkedAsync(id, CancellationToken.None),
            cancellationToken
        );
}

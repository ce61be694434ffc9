using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceRecord>> ListInstancesAsync(
        InstanceQuery query,
        CancellationToken cancellationToken
    ) =>
        RunAsync<IReadOnlyList<InstanceRecord>>(
            cancellationToken,
            _ =>
            {
                long? after = query.After is { } last ? KeyOf(last) : null;
                var found = store.Instances.Values.Where(instance => Matches(instance, query));
                var page = query.OldestFirst
                    ? found.Where(instance => !(instance.Key <= after)).OrderBy(instance => instance.Key)
                    : found.Where(instance => !(instance.Key >= after)).OrderByDescending(instance => instance.Key);
                return page.Take(query.Limit).Select(instance => instance.ToRecord()).ToList();
            }
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<ExecutionRecord>> ListExecutionsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        RunAsync<IReadOnlyList<ExecutionRecord>>(
            cancellationToken,
            _ =>
                store.Instances.GetValueOrDefault(instance)?.Executions.Select(entry => entry.ToRecord()).ToList() ?? []
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceId>> ListSubOrchestrationsAsync(
        InstanceId instance,
        CancellationToken cancellationToken
    ) =>
        RunAsync<IReadOnlyList<InstanceId>>(
            cancellationToken,
            _ => [.. store.Instances.Values.Where(child => child.Parent == instance).Select(child => child.Id)]
        );

    /// <inheritdoc />
    public Task<StoreMetrics> GetMetricsAsync(CancellationToken cancellationToken) =>
        RunAsync(
            cancellationToken,
            now =>
            {
                var instances = store.Instances.Values;
                var executions = instances.SelectMany(instance => instance.Executions).ToList();
                return new StoreMetrics(
                    instances.Count,
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Running),
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Completed),
                    instances.Count(instance => instance.Current.Status == ExecutionStatus.Failed),
                    executions.Count,
                    executions.Sum(execution => execution.LastEvent.Value),
                    instances
                        .Where(instance => instance.FreeAt is { } free && free <= now)
                        .Sum(instance => instance.Messages.Count(entry => entry.Message.Time <= now)),
                    store.Work.DueAt(now).Count(),
                    instances.Sum(instance => instance.Messages.Count(entry => entry.Message.Time > now)),
                    AllParked().Count()
                );
            }
        );

    long KeyOf(InstanceId last) =>
        store.Instances.GetValueOrDefault(last)?.Key
        ?? throw new ProviderException(
            nameof(ListInstancesAsync),
            $"The page cannot begin after '{last}', which is not there any more. Begin again with the first page.",
            isRetryable: false
        );

    static bool Matches(MemoryInstance instance, InstanceQuery query) =>
        (query.Status is not { } status || instance.Current.Status == status)
        && (query.Name is not { } name || instance.Current.Name == name)
        && (query.EndedBefore is not { } time || EndedBefore(instance.Current, time))
        && (!query.RootsOnly || instance.Parent is null);

    static bool EndedBefore(MemoryExecution execution, DateTimeOffset time) =>
        execution.Ended is { } ended && ended < Timestamp.From(time);
}

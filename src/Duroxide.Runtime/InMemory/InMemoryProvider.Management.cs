using Duroxide.Runtime.InMemory;

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<Page<InstanceRecord>> ListInstancesAsync(InstanceQuery query, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, _ => InstanceScan.List(query, Candidates(query)));

    /// <inheritdoc />
    public Task<Page<InstanceCount>> CountInstancesAsync(
        InstanceQuery query,
        InstanceGrouping by,
        CancellationToken cancellationToken
    ) => RunAsync(cancellationToken, _ => InstanceScan.Count(query, by, Candidates(query)));

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

    /// <summary>The instances behind a place, in order.</summary>
    IEnumerable<(InstancePosition Place, InstanceRecord Row)> Candidates(InstanceQuery query)
    {
        var byKey = Comparer<InstancePosition>.Create((one, other) => one.Key.CompareTo(other.Key));
        var byChange = Comparer<InstancePosition>.Create(
            (one, other) => (one.Updated, one.Key).CompareTo((other.Updated, other.Key))
        );
        var byId = Comparer<InstancePosition>.Create((one, other) => InstanceScan.CompareIds(one.Id, other.Id));
        var (order, isDescending) = query.Order switch
        {
            InstanceOrder.NewestFirst => (byKey, true),
            InstanceOrder.OldestFirst => (byKey, false),
            InstanceOrder.LastChangedFirst => (byChange, true),
            InstanceOrder.FirstChangedFirst => (byChange, false),
            InstanceOrder.ById => (byId, false),
            InstanceOrder.ByIdDescending => (byId, true),
            _ => throw new ArgumentOutOfRangeException(nameof(query)),
        };
        var all = store.Instances.Values.Select(one =>
            (Place: new InstancePosition(one.Key, one.Updated, one.Id.Value), One: one)
        );
        if (InstancePosition.After(query) is { } after)
        {
            all = all.Where(entry => order.Compare(entry.Place, after) * (isDescending ? -1 : 1) > 0);
        }
        var inOrder = isDescending
            ? all.OrderByDescending(entry => entry.Place, order)
            : all.OrderBy(entry => entry.Place, order);
        return inOrder.Select(entry => (entry.Place, entry.One.ToRecord()));
    }
}

namespace Duroxide;

public sealed partial class InMemoryProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => EachAsync(instances, cancellationToken, store.Create);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => EachAsync(messages, cancellationToken, store.Deliver);

    /// <inheritdoc />
    public Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) =>
        WaitAsync(
            instance,
            wait,
            _ =>
            {
                var row = store.Instances.GetValueOrDefault(instance)?.ToRecord();
                // A row that was seen and is gone has changed, too.
                return new Found<InstanceRecord?>(row, row is null ? seen != 0 : row.Revision > seen, null);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            _ =>
                store.Instances.GetValueOrDefault(instance) is { } row
                && row.Executions.Find(entry => entry.Id == (execution ?? row.Current.Id)) is { } found
                    ? Stored(row, found)
                    : null
        );

    /// <inheritdoc />
    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            cancellationToken,
            _ =>
            {
                var values = store.Instances.GetValueOrDefault(instance)?.Values ?? [];
                if (key is null)
                {
                    return values;
                }
                var none = ValueMap<string, StoredValue>.Empty;
                return values.TryGetValue(key, out var value) ? none.Set(key, value) : none;
            }
        );
}

namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellation
    ) => Each(nameof(CreateInstancesAsync), isPromise: true, instances, InstanceRows.Create, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> EnqueueAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellation) =>
        Each(nameof(EnqueueAsync), isPromise: true, messages, Queue.Send, cancellation);

    /// <inheritdoc />
    public async Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellation
    )
    {
        var clock = options.Time;
        var started = clock.GetTimestamp();
        while (true)
        {
            var open = Store;
            using var watch = seen < 0 || wait <= TimeSpan.Zero ? null : open.Waiters.Begin(instance.Value);
            var row = await open
                .Readers.Read(
                    nameof(ReadInstanceAsync),
                    connection => InstanceReads.Row(connection, instance),
                    cancellation
                )
                .ConfigureAwait(false);
            var left = wait - clock.GetElapsedTime(started);
            var isDeleted = row is null && seen > 0;
            if (watch is null || row?.Revision > seen || isDeleted || left <= TimeSpan.Zero)
            {
                return row;
            }
            await AnyOf(watch.Change, left, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellation
    ) =>
        Store.Readers.Read(
            nameof(ReadExecutionAsync),
            connection => InstanceReads.Execution(connection, instance, execution),
            cancellation
        );

    /// <inheritdoc />
    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellation
    ) =>
        Store.Readers.Read(
            nameof(ReadValuesAsync),
            connection => InstanceReads.Values(connection, instance, key),
            cancellation
        );

    async Task AnyOf(Task change, TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await change.WaitAsync(wait, options.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The row is read once more and returned as it is.
        }
    }
}

namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    ) => Each(nameof(CreateInstancesAsync), isPromise: true, instances, InstanceRows.Create, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    ) => Each(nameof(EnqueueAsync), isPromise: true, messages, Queue.Send, cancellationToken);

    /// <inheritdoc />
    public async Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var clock = options.Time;
        var started = clock.GetTimestamp();
        InstanceRecord? told = null;
        while (true)
        {
            var open = Store;
            using var watch = seen < 0 || wait <= TimeSpan.Zero ? null : open.Waiters.Begin(instance.Value);
            var row =
                told?.Revision > seen
                    ? told
                    : await open
                        .Readers.Read(
                            nameof(ReadInstanceAsync),
                            connection => InstanceReads.Row(connection, instance),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
            var left = wait - clock.GetElapsedTime(started);
            var isDeleted = row is null && seen > 0;
            if (watch is null || row?.Revision > seen || isDeleted || left <= TimeSpan.Zero)
            {
                return row;
            }
            told = await AnyOf(watch.Change, left, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        Store.Readers.Read(
            nameof(ReadExecutionAsync),
            connection => InstanceReads.Execution(connection, instance, execution),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) =>
        Store.Readers.Read(
            nameof(ReadValuesAsync),
            connection => InstanceReads.Values(connection, instance, key),
            cancellationToken
        );

    async Task<InstanceRecord?> AnyOf(Task<InstanceRecord?> change, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            return await change.WaitAsync(wait, options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The row is read once more and returned as it is.
            return null;
        }
    }
}

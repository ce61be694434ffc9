namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<bool>> CreateInstancesAsync(
        IReadOnlyList<NewInstance> instances,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await open
            .Writer.WriteAsync<NewInstance, bool>(
                nameof(CreateInstancesAsync),
                instances,
                (group, index, start) => new StartItem(group, index, start),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<bool>> EnqueueAsync(
        IReadOnlyList<NewMessage> messages,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await open
            .Writer.WriteAsync<NewMessage, bool>(
                nameof(EnqueueAsync),
                messages,
                (group, index, message) => new MessageItem(group, index, message),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<InstanceRecord?> ReadInstanceAsync(
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var started = clock.Waits.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var watch =
                seen < 0 || wait <= TimeSpan.Zero ? null : open.Watches.Begin(Texts.Write(instance.Value)!);
            var row = await open.Reader.ReadAsync(instance).ConfigureAwait(false);
            var left = wait - clock.Waits.GetElapsedTime(started);
            var isDeleted = row is null && seen > 0;
            if (watch is null || row?.Revision > seen || isDeleted || left <= TimeSpan.Zero)
            {
                return row;
            }
            var pause = left < options.PollInterval ? left : options.PollInterval;
            await open.WaitAsync(watch.Change, pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public Task<StoredExecution?> ReadExecutionAsync(
        InstanceId instance,
        ExecutionId? execution,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            nameof(ReadExecutionAsync),
            "instances/execution",
            arguments => arguments.With(instance.Value).With(execution?.Value),
            async row => (await InstanceReads.ExecutionsAsync(row).ConfigureAwait(false)) is [var only] ? only : null,
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ValueMap<string, StoredValue>> ReadValuesAsync(
        InstanceId instance,
        string? key,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            nameof(ReadValuesAsync),
            "instances/values",
            arguments => arguments.With(instance.Value).With(key),
            InstanceReads.ValuesAsync,
            cancellationToken
        );
}

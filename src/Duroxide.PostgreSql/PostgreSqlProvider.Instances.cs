namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider
{
    // Until who waits for what was just started looks, though he heard of nothing.
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

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
        if (wait <= TimeSpan.Zero)
        {
            return await open.Reader.ReadAsync(instance).ConfigureAwait(false);
        }
        if (seen < 0)
        {
            return open.Fresh.Find(instance) ?? await open.Reader.ReadAsync(instance).ConfigureAwait(false);
        }
        return await WaitForRowAsync(open, instance, seen, wait, cancellationToken).ConfigureAwait(false);
    }

    async Task<InstanceRecord?> WaitForRowAsync(
        Store open,
        InstanceId instance,
        long seen,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var started = clock.Waits.GetTimestamp();
        InstanceRecord? known = null;
        if (open.Fresh.Take(instance, seen) is var (fresh, first))
        {
            using (first)
            {
                var pause = wait < Soon ? wait : Soon;
                await open.WaitAsync(first.Change, pause, cancellationToken).ConfigureAwait(false);
                known = first.Change.IsCompletedSuccessfully
                    ? (await first.Change.ConfigureAwait(false))?.Apply(fresh)
                    : null;
            }
        }
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var watch = open.Watches.Begin(Texts.Write(instance.Value)!);
            var row = known ?? await open.Reader.ReadAsync(instance).ConfigureAwait(false);
            var left = wait - clock.Waits.GetElapsedTime(started);
            var isDeleted = row is null && seen > 0;
            if (row?.Revision > seen || isDeleted || left <= TimeSpan.Zero)
            {
                return row;
            }
            var pause = left < options.PollInterval ? left : options.PollInterval;
            await open.WaitAsync(watch.Change, pause, cancellationToken).ConfigureAwait(false);
            known = watch.Change.IsCompletedSuccessfully
                ? (await watch.Change.ConfigureAwait(false))?.Apply(row)
                : null;
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

namespace Duroxide.Runtime;

/// <summary>What a look found.</summary>
readonly record struct Found<T>(T Value);

/// <summary>One wait of a client: it looks when the row of the instance has changed, and never reads a history.</summary>
/// <param name="provider">The store.</param>
/// <param name="time">The clock by which the wait times out.</param>
/// <param name="instance">The instance.</param>
/// <param name="awaited">What is waited for, in words.</param>
/// <param name="timeout">How long to wait; null for ever.</param>
sealed class Watch(IProvider provider, TimeProvider time, InstanceId instance, string awaited, TimeSpan? timeout)
{
    static readonly TimeSpan LongPoll = TimeSpan.FromDays(1);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    readonly long started = time.GetTimestamp();

    // The framework has a sign of its own for an endless wait.
    readonly TimeSpan? longest = timeout == Timeout.InfiniteTimeSpan ? null : timeout;

    /// <summary>Looks at the row now and after each change, until something is found.</summary>
    /// <exception cref="ClientException">The time is over.</exception>
    public async Task<T> UntilAsync<T>(Func<InstanceRecord?, Task<Found<T>?>> look, CancellationToken cancellationToken)
    {
        var seen = -1L;
        while (true)
        {
            var (row, found) = await LookAsync(look, seen, cancellationToken).ConfigureAwait(false);
            if (found is { } result)
            {
                return result.Value;
            }
            seen = row?.Revision ?? 0;
            if (Left <= TimeSpan.Zero)
            {
                throw new ClientException(new ClientError.Timeout(instance, awaited, longest ?? TimeSpan.Zero));
            }
        }
    }

    TimeSpan Left => longest is { } most ? most - time.GetElapsedTime(started) : TimeSpan.MaxValue;

    // A store that is busy for a while does not end a wait: only its time does. The first look does not wait for news.
    async Task<(InstanceRecord? Row, Found<T>? Found)> LookAsync<T>(
        Func<InstanceRecord?, Task<Found<T>?>> look,
        long seen,
        CancellationToken cancellationToken
    )
    {
        for (var pause = FirstPause; ; pause = Shorter(pause * 2, LongestPause))
        {
            try
            {
                var wait = seen < 0 || Left < TimeSpan.Zero ? TimeSpan.Zero : Shorter(Left, LongPoll);
                var row = await provider
                    .ReadInstanceAsync(instance, seen, wait, cancellationToken)
                    .ConfigureAwait(false);
                return (row, await look(row).ConfigureAwait(false));
            }
            catch (ProviderException error) when (error.IsRetryable && Left > TimeSpan.Zero)
            {
                await time.DelayAsync(Shorter(pause, Left), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

using Duroxide.Core;

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
    public async Task<T> UntilAsync<T>(Func<InstanceRecord?, Task<Found<T>?>> look, CancellationToken cancellation)
    {
        var (seen, wait) = (-1L, TimeSpan.Zero);
        while (true)
        {
            var row = await ReadAsync(seen, wait, cancellation).ConfigureAwait(false);
            if (await look(row).ConfigureAwait(false) is { } found)
            {
                return found.Value;
            }
            seen = row?.Revision ?? 0;
            wait = Shorter(Left, LongPoll);
            if (wait <= TimeSpan.Zero)
            {
                throw new ClientException(new ClientError.Timeout(instance, awaited, longest ?? TimeSpan.Zero));
            }
        }
    }

    TimeSpan Left => longest is { } most ? most - time.GetElapsedTime(started) : TimeSpan.MaxValue;

    // A store that is busy for a while does not end a wait: only its time does.
    async Task<InstanceRecord?> ReadAsync(long seen, TimeSpan wait, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = Shorter(pause * 2, LongestPause))
        {
            try
            {
                return await provider.ReadInstanceAsync(instance, seen, wait, cancellation).ConfigureAwait(false);
            }
            catch (ProviderException error) when (error.IsRetryable && Left > TimeSpan.Zero)
            {
                await time.DelayAsync(Shorter(pause, Left), cancellation).ConfigureAwait(false);
            }
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

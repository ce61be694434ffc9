using Duroxide.Runtime.InMemory;

namespace Duroxide;

/// <summary>A provider that keeps everything in memory, for tests and for trying things out; it holds the whole contract of providers.</summary>
/// <param name="time">What tells the time; by default the system's clock.</param>
/// <param name="store">What is kept; by default a store of its own, which is gone with the provider.</param>
public sealed partial class InMemoryProvider(TimeProvider? time = null, InMemoryStore? store = null)
    : IProvider,
        IManagement
{
    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    readonly TimeProvider time = time ?? TimeProvider.System;
    readonly SteadyClock clock = new(time ?? TimeProvider.System);
    readonly InMemoryStore store = store ?? new();
    bool closed;

    /// <inheritdoc />
    public string Name => "memory";

    /// <inheritdoc />
    public IManagement? Management => this;

    /// <inheritdoc />
    public Timestamp Now => store.See(clock.Read(store.Latest));

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends all waiting; the store stays as it is.</summary>
    public ValueTask DisposeAsync()
    {
        lock (store.Gate)
        {
            closed = true;
            store.Signals.RaiseAll();
        }
        return ValueTask.CompletedTask;
    }

    Task<T> RunAsync<T>(CancellationToken cancellationToken, Func<Timestamp, T> operation) =>
        WaitAsync(store, TimeSpan.Zero, now => new Found<T>(operation(now), true, null), cancellationToken);

    Task<IReadOnlyList<T>> EachAsync<TItem, T>(
        IReadOnlyList<TItem> items,
        CancellationToken cancellationToken,
        Func<TItem, Timestamp, T> operation
    ) => RunAsync<IReadOnlyList<T>>(cancellationToken, now => [.. items.Select(item => operation(item, now))]);

    /// <summary>Looks again and again, after each change and when time has brought something, until it is found or the wait is over.</summary>
    async Task<T> WaitAsync<T>(
        object topic,
        TimeSpan wait,
        Func<Timestamp, Found<T>> look,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Signals.Signal signal;
            TimeSpan pause;
            lock (store.Gate)
            {
                ObjectDisposedException.ThrowIf(closed, this);
                var now = store.See(clock.Read(store.Latest));
                store.Expire(now);
                var found = look(now);
                var left = wait - time.GetElapsedTime(started);
                if (found.IsEnough || left <= TimeSpan.Zero)
                {
                    return found.Result;
                }
                signal = store.Signals.Await(topic);
                pause = Shorter(left, Shorter(LongestPause, Until(found.Next, now)));
            }
            await signal
                .Change.WaitAsync(pause, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (store.Gate)
            {
                store.Signals.Leave(topic, signal);
            }
        }
    }

    static TimeSpan Until(Timestamp? next, Timestamp now) =>
        next is { } then ? TimeSpan.FromMilliseconds(then.UnixMilliseconds - now.UnixMilliseconds) : TimeSpan.MaxValue;

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>What a look brought: the result, whether it is enough, and when time alone will bring more.</summary>
    readonly record struct Found<T>(T Result, bool IsEnough, Timestamp? Next);
}

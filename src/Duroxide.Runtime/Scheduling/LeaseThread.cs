namespace Duroxide.Runtime;

/// <summary>A thread of its own on which leases are kept: neither code that blocks threads nor a pool that has none free holds it up.</summary>
/// <remarks>
/// Timers and continuations of the framework need a thread of the pool, which may come late by seconds. So this one counts its
/// delays by itself, on a clock that nobody sets, and whoever completes what is awaited here hands it over directly. No code
/// of users runs here, not even a log.
/// </remarks>
sealed class LeaseThread : SynchronizationContext, IPace, IScheduler
{
    static readonly TimeProvider Clock = TimeProvider.System;

    readonly object gate = new();
    readonly Queue<Action> ready = new();
    readonly PriorityQueue<Action, TimeSpan> delayed = new();
    readonly long started = Clock.GetTimestamp();
    bool hasEnded;

    public LeaseThread() => new Thread(Run) { IsBackground = true, Name = "Duroxide leases" }.Start();

    public IScheduler Scheduler => this;

    TimeSpan Now => Clock.GetElapsedTime(started);

    public void Post(Action work)
    {
        lock (gate)
        {
            if (!hasEnded)
            {
                ready.Enqueue(work);
                Monitor.Pulse(gate);
                return;
            }
        }
        ThreadPoolScheduler.Instance.Post(work);
    }

    public override void Post(SendOrPostCallback callback, object? state) => Post(() => callback(state));

    public override SynchronizationContext CreateCopy() => this;

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new Promise<T>(ThreadPoolScheduler.Instance);
        Post(() => _ = FollowAsync());
        return done.Task;

        async Task FollowAsync()
        {
            try
            {
                done.TrySetResult(await work());
            }
            catch (Exception error)
            {
                done.TrySetException(error);
            }
        }
    }

    public async Task DelayAsync(TimeSpan delay, CancellationToken stop)
    {
        var over = new TaskCompletionSource();
        lock (gate)
        {
            delayed.Enqueue(() => over.TrySetResult(), Now + delay);
            Monitor.Pulse(gate);
        }
        using var stopping = stop.UnsafeRegister(_ => Post(() => over.TrySetCanceled(stop)), null);
        await over.Task;
    }

    /// <summary>Ends the thread; what comes later continues in the pool.</summary>
    public void End()
    {
        lock (gate)
        {
            hasEnded = true;
            Monitor.Pulse(gate);
        }
    }

    void Run()
    {
        SetSynchronizationContext(this);
        while (Next() is { } work)
        {
            work();
        }
    }

    Action? Next()
    {
        lock (gate)
        {
            while (true)
            {
                if (ready.TryDequeue(out var work))
                {
                    return work;
                }
                if (hasEnded)
                {
                    return null;
                }
                if (!delayed.TryPeek(out _, out var due))
                {
                    Monitor.Wait(gate);
                }
                else if (due <= Now)
                {
                    return delayed.Dequeue();
                }
                else
                {
                    Monitor.Wait(gate, Shorter(due - Now));
                }
            }
        }
    }

    // Rounded up to what a wait can count, and not longer than it may last.
    static TimeSpan Shorter(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 1, 3_600_000)));
}

namespace Duroxide.Testing;

/// <summary>A clock that stands still until it is told to move, for tests that never sleep.</summary>
/// <remarks>
/// Timers fire on the thread that moves the clock, in the order in which they are due, and while one fires the clock shows
/// the time at which it was due. All members may be called from any thread.
/// </remarks>
/// <param name="start">Where the clock begins; by default at the start of the year 2000, in UTC.</param>
public sealed class VirtualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    const int Patience = 50;
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);

    readonly Lock gate = new();
    readonly SortedSet<VirtualTimer> timers = new(VirtualTimer.ByDueTime);
    DateTimeOffset now = (start ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUniversalTime();
    long created;
    long uses;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null when none is waiting.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return timers.Min?.Due;
            }
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            uses++;
            return now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, Interlocked.Increment(ref created), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward, firing each timer that falls due on the way.</summary>
    /// <param name="by">How far; not below zero.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target;
        lock (gate)
        {
            target = now + by;
        }
        while (Fire(target)) { }
        lock (gate)
        {
            now = now < target ? target : now;
        }
    }

    /// <summary>Moves the clock to the next timer and fires it.</summary>
    /// <returns>False when no timer is waiting, and then the clock stands still.</returns>
    public bool AdvanceToNext() => Fire(DateTimeOffset.MaxValue);

    /// <summary>Lets a while pass as it would: whenever nothing runs any more, the clock jumps to its next timer, and to the end of the while at last.</summary>
    /// <param name="by">How long; not below zero.</param>
    /// <returns>A task that ends when the while is over and nothing runs any more.</returns>
    public async Task PassAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        do
        {
            await SettleAsync().ConfigureAwait(false);
        } while (Fire(end));
        if (end - GetUtcNow() is { Ticks: > 0 } left)
        {
            Advance(left);
            await SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets time pass until some work is done: whenever nothing runs any more, the clock jumps to its next timer.</summary>
    /// <param name="work">The work that waits for time to pass.</param>
    /// <returns>A task that ends as the work ends.</returns>
    public async Task PassUntilAsync(Task work)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (!work.IsCompleted)
        {
            await SettleAsync().ConfigureAwait(false);
            if (!work.IsCompleted && !AdvanceToNext())
            {
                await work.WaitAsync(Moment, System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await work.ConfigureAwait(false);
    }

    /// <summary>Waits, in real time, until nothing runs any more, so that only the clock can bring anything about.</summary>
    /// <remarks>
    /// On Linux that is when all threads of this process sleep, which holds on a loaded machine too; elsewhere, when nothing
    /// looks at the clock for two milliseconds. Work that computes for long is waited for only for a while, a tenth of a
    /// second or so.
    /// </remarks>
    /// <returns>A task that ends when all is quiet.</returns>
    public Task SettleAsync() => IdleDetector.CanBeSeen ? IdleDetector.WaitAsync(Patience, Moment) : DisuseAsync();

    async Task DisuseAsync()
    {
        var (seen, looks) = (-1L, 0);
        while (seen != Interlocked.Read(ref uses) && looks++ < Patience)
        {
            seen = Interlocked.Read(ref uses);
            await Task.Delay(Moment, TimeProvider.System).ConfigureAwait(false);
        }
    }

    internal bool Schedule(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        DateTimeOffset due;
        lock (gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }
            uses++;
            timers.Remove(timer);
            timer.Due = due = now + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
            timer.Period = period > TimeSpan.Zero ? period : null;
            if (dueTime >= TimeSpan.Zero)
            {
                timers.Add(timer);
            }
        }
        if (dueTime == TimeSpan.Zero)
        {
            // A timer without delay does not wait for the clock to move. Those that are due at this moment already come before it.
            while (Fire(due)) { }
        }
        return true;
    }

    internal void Remove(VirtualTimer timer)
    {
        lock (gate)
        {
            timer.IsDisposed = true;
            timers.Remove(timer);
        }
    }

    bool Fire(DateTimeOffset limit)
    {
        VirtualTimer timer;
        lock (gate)
        {
            if (timers.Min is not { } first || first.Due > limit)
            {
                return false;
            }
            timer = first;
            timers.Remove(timer);
            now = timer.Due > now ? timer.Due : now;
            uses++;
            if (timer.Period is { } period)
            {
                timer.Due += period;
                timers.Add(timer);
            }
        }
        timer.Fire();
        return true;
    }
}

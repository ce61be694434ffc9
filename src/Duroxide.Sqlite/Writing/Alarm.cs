namespace Duroxide.Sqlite;

/// <summary>When the writer wakes though nobody asks.</summary>
/// <remarks>
/// By the clock of the system the writer's thread sleeps no longer than that: a timer wakes two threads more, which is what an
/// idle store costs. Any other clock tells by its timer. All members but the end want the gate to be held.
/// </remarks>
/// <param name="gate">Where the writer sleeps.</param>
/// <param name="clock">The clock.</param>
/// <param name="wake">Wakes the writer.</param>
sealed class Alarm(object gate, TimeProvider clock, Action wake) : IAsyncDisposable
{
    static readonly TimeProvider System = TimeProvider.System;

    readonly ITimer? timer =
        clock == System
            ? null
            : clock.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    readonly long started = System.GetTimestamp();
    TimeSpan due;
    TimeSpan sleepsUntil;

    TimeSpan Now => System.GetElapsedTime(started);

    /// <summary>Sets it, in place of what it was set to.</summary>
    public void Set(TimeSpan pause)
    {
        if (timer is not null)
        {
            timer.Change(pause, Timeout.InfiniteTimeSpan);
            return;
        }
        due = Now + pause;
        if (due < sleepsUntil)
        {
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Sleeps until it rings or the gate is pulsed.</summary>
    /// <param name="untilPulsed">Whether it is not to ring now, since whoever writes sets it anew.</param>
    /// <returns>Whether it rang.</returns>
    public bool WaitFor(bool untilPulsed)
    {
        if (timer is not null)
        {
            Monitor.Wait(gate);
            return false;
        }
        sleepsUntil = untilPulsed ? TimeSpan.MaxValue : due;
        var left = sleepsUntil - Now;
        if (left > TimeSpan.Zero)
        {
            Monitor.Wait(gate, Countable(left));
        }
        sleepsUntil = TimeSpan.Zero;
        return !untilPulsed && due <= Now;
    }

    public ValueTask DisposeAsync() => timer?.DisposeAsync() ?? default;

    // Rounded up to what a wait can count, and not longer than it may last.
    static TimeSpan Countable(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait.TotalMilliseconds, 3_600_000)));
}

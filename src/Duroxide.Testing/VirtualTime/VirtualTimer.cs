namespace Duroxide.Testing;

/// <summary>A timer of a virtual clock; the clock's lock guards its state.</summary>
sealed class VirtualTimer(VirtualTimeProvider clock, long number, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Orders timers as they fire: by due time, then as they were created.</summary>
    public static IComparer<VirtualTimer> ByDueTime { get; } =
        Comparer<VirtualTimer>.Create((one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number)));

    public long Number { get; } = number;

    public DateTimeOffset Due { get; set; }

    public TimeSpan? Period { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        return clock.Schedule(this, dueTime, period);
    }

    public void Fire() => callback(state);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    static void Check(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                name,
                span,
                "Give a time that is not below zero, or an infinite one."
            );
        }
    }
}

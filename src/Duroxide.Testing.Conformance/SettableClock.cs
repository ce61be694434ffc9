namespace Duroxide.Testing.Conformance;

/// <summary>A clock that somebody sets: the time of day jumps, and what is measured goes on.</summary>
public sealed class SettableClock(TimeProvider clock) : TimeProvider
{
    /// <summary>How far it is ahead of the clock behind it.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Offset;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}

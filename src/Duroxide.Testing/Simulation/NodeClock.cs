namespace Duroxide.Testing;

/// <summary>The clock as a node sees it: somewhat off, and its timers are gone with the node.</summary>
sealed class NodeClock(SimulatedNode node, VirtualTimeProvider clock, TimeSpan skew) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + skew;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(_ => node.Post(() => callback(state)), null, dueTime, period);
}

/// <summary>The clock as the store sees it.</summary>
/// <remarks>Its timers never fire: the store is never asked to wait, and threads of its own must not move the simulation.</remarks>
sealed class StoreClock(VirtualTimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimeProvider().CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}

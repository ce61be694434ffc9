using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>A process of the simulation: its work waits in the common queue, and is gone when the process dies.</summary>
sealed class SimulatedNode(string name, Scheduler scheduler) : IWorkQueue
{
    public string Name { get; } = name;

    public bool IsDead { get; private set; }

    public void Post(Action work)
    {
        if (!IsDead)
        {
            scheduler.Add(this, work);
        }
    }

    public void Die() => IsDead = true;
}

/// <summary>The clock as a node sees it: its timers are gone with the node.</summary>
sealed class NodeClock(SimulatedNode node, VirtualTimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(_ => node.Post(() => callback(state)), null, dueTime, period);
}

namespace Duroxide.Providers;

/// <summary>A store's time, which never goes back, so that what comes later has a later stamp or the same.</summary>
/// <remarks>
/// After the clock was put back it continues at half its pace until the clock has caught up: leases still end and timers still
/// fire, each at most twice as late.
/// </remarks>
/// <param name="clock">What tells the time.</param>
public sealed class SteadyClock(TimeProvider clock)
{
    readonly Lock gate = new();
    DateTimeOffset last = DateTimeOffset.MinValue;
    long looked = clock.GetTimestamp();

    /// <summary>The time.</summary>
    /// <param name="known">The latest time that the store has seen from anybody.</param>
    public Timestamp Read(Timestamp known)
    {
        lock (gate)
        {
            var (wall, now) = (clock.GetUtcNow(), clock.GetTimestamp());
            var slow = last + clock.GetElapsedTime(looked, now) / 2;
            looked = now;
            last = wall > slow ? wall : slow;
            if (Timestamp.From(last) < known)
            {
                last = known.ToDateTimeOffset();
            }
            return Timestamp.From(last);
        }
    }
}

namespace Duroxide.Runtime;

/// <summary>The one place in which this layer waits for time to pass.</summary>
static class Clock
{
    // The framework's timers refuse what is longer than 2^32 - 2 ms, which is not quite fifty days.
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);

    /// <summary>Waits by a clock that is passed in, however long.</summary>
    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellation) =>
        delay <= LongestTimer ? Task.Delay(delay, clock, cancellation) : DelayInPartsAsync(clock, delay, cancellation);

    static async Task DelayInPartsAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellation)
    {
        for (var left = delay; left > TimeSpan.Zero; left -= LongestTimer)
        {
            var part = left < LongestTimer ? left : LongestTimer;
            await Task.Delay(part, clock, cancellation).ConfigureAwait(false);
        }
    }
}

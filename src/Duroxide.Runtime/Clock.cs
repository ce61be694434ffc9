namespace Duroxide.Runtime;

/// <summary>The one place in which this layer waits for time to pass.</summary>
static class Clock
{
    /// <summary>Waits by a clock that is passed in.</summary>
    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellation) =>
        Task.Delay(delay, clock, cancellation);
}

namespace Duroxide.Runtime;

/// <summary>The one place in which this layer waits for time to pass.</summary>
static class Clock
{
    // The framework's timers refuse what is longer than 2^32 - 2 ms, which is not quite fifty days.
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);

    /// <summary>Waits by a clock that is passed in, however long.</summary>
    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        delay <= LongestTimer
            ? OnceAsync(clock, delay, cancellationToken)
            : DelayInPartsAsync(clock, delay, cancellationToken);

    static async Task DelayInPartsAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken)
    {
        for (var left = delay; left > TimeSpan.Zero; left -= LongestTimer)
        {
            var part = left < LongestTimer ? left : LongestTimer;
            await OnceAsync(clock, part, cancellationToken).ConfigureAwait(false);
        }
    }

    static Task OnceAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        clock == TimeProvider.System
            ? Task.Delay(delay, clock, cancellationToken)
            : HereAsync(clock, delay, cancellationToken);

    // A cancelled Task.Delay goes on in the pool, where a simulation would lose it: this one goes on where it is cancelled.
    static async Task HereAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        using var timer = clock.CreateTimer(_ => over.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        using var giveUp = cancellationToken.UnsafeRegister((_, token) => over.TrySetCanceled(token), null);
        await over.Task.ConfigureAwait(false);
    }
}

namespace Duroxide.Bench;

/// <summary>Durations in order, asked for their percentiles.</summary>
sealed class Percentiles(IEnumerable<TimeSpan> durations)
{
    readonly TimeSpan[] sorted = [.. durations.Order()];

    /// <summary>The duration, in milliseconds, that a share of all durations does not exceed.</summary>
    public double Milliseconds(double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)].TotalMilliseconds;
}

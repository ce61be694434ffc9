namespace Duroxide.PostgreSql;

/// <summary>Durations as the store counts them.</summary>
static class Durations
{
    // Beyond this the end of a lease would be no number any more: some 146 million years.
    const long Longest = long.MaxValue / 2;

    /// <summary>Whole milliseconds, rounded up, so that no lease ends before its time.</summary>
    public static long Of(TimeSpan duration)
    {
        var milliseconds = Math.Ceiling(duration.TotalMilliseconds);
        return milliseconds >= Longest ? Longest : (long)milliseconds;
    }
}

namespace Duroxide.Sqlite;

/// <summary>Arithmetic on the store's milliseconds.</summary>
static class Time
{
    /// <summary>What is never due.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The time that lies a delay later, rounded up, so that no lease ends before its time.</summary>
    public static long After(long now, TimeSpan delay)
    {
        var milliseconds = Math.Ceiling(delay.TotalMilliseconds);
        return milliseconds >= Never - 1 - now ? Never - 1 : now + (long)milliseconds;
    }
}

namespace Duroxide.Runtime;

/// <summary>How often a lease is renewed.</summary>
static class RenewalInterval
{
    /// <summary>Two fifths of the lease, so that a renewal may be late, or fail as a whole, and the next one is still in time.</summary>
    public static TimeSpan Of(TimeSpan lease) => lease * 0.4;

    /// <summary>How soon a renewal that failed is tried again: a dozen times before the lease ends.</summary>
    public static TimeSpan AfterError(TimeSpan lease) => lease * 0.05;
}

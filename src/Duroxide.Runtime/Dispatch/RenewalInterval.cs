namespace Duroxide.Runtime;

/// <summary>How often a lease is renewed.</summary>
static class RenewalInterval
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Five seconds before its end where it lasts a while, otherwise at two fifths, so that one renewal may fail.</summary>
    public static TimeSpan Of(TimeSpan lease) => lease >= Long ? lease - Margin : lease * 0.4;
}

using System.Globalization;

namespace Toygres;

/// <summary>Numbers of things, as people say them.</summary>
public static class Count
{
    /// <summary>As in "1 row" and "2 rows".</summary>
    /// <param name="number">How many.</param>
    /// <param name="thing">What one is called; more of them have an s behind it.</param>
    public static string Of(long number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}

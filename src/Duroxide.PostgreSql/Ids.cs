using System.Globalization;

namespace Duroxide.PostgreSql;

/// <summary>Names that nobody else has.</summary>
static class Ids
{
    /// <summary>A new name, without a space.</summary>
    // The one place where this package is not told what is random: nothing is stored under it.
#pragma warning disable RS0030
    public static string New() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
#pragma warning restore RS0030
}

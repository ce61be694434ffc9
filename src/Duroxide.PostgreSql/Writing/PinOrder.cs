namespace Duroxide.PostgreSql;

/// <summary>Framework versions packed into one number, so that a range is two comparisons.</summary>
static class PinOrder
{
    const long Part = 1_000_000;

    /// <summary>The number of a version; a pre-release has that of its release. Parts above 999,999 count as that.</summary>
    public static long Of(SemanticVersion version) =>
        ((Math.Min(version.Major, Part - 1) * Part) + Math.Min(version.Minor, Part - 1)) * Part
        + Math.Min(version.Patch, Part - 1);
}

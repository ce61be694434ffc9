namespace Duroxide.Providers;

/// <summary>A range of framework versions, both ends included; a pre-release counts as its release.</summary>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest.</param>
public sealed record VersionRange(SemanticVersion Min, SemanticVersion Max)
{
    /// <summary>Whether a version lies in the range.</summary>
    public bool Includes(SemanticVersion version) => Order(Min, version) <= 0 && Order(version, Max) <= 0;

    static int Order(SemanticVersion one, SemanticVersion other) =>
        (one.Major, one.Minor, one.Patch).CompareTo((other.Major, other.Minor, other.Patch));
}

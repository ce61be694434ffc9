namespace Duroxide;

/// <summary>Which version of an orchestration starts when nobody asked for one.</summary>
/// <param name="Pinned">The version; null for the latest that is registered.</param>
public readonly record struct VersionPolicy(SemanticVersion? Pinned)
{
    /// <summary>The latest version that is registered.</summary>
    public static VersionPolicy Latest => default;

    /// <summary>Always the same version.</summary>
    public static VersionPolicy Exact(SemanticVersion version) => new(version);
}

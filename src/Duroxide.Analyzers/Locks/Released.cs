namespace Duroxide.Analyzers;

/// <summary>An activity, or one version of an orchestration, as it is deployed or about to be.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty for an activity.</param>
/// <param name="Input">The shape of its input.</param>
/// <param name="Output">The shape of its output.</param>
/// <param name="Body">A print of each step of its code; empty for an activity.</param>
/// <param name="Patches">Its patches by name, each with a print of its new way.</param>
sealed record Released(
    NamedKind Kind,
    string Name,
    string Version,
    string Input,
    string Output,
    ImmutableArray<string> Body,
    ImmutableSortedDictionary<string, string> Patches
)
{
    /// <summary>What it is known by.</summary>
    public (NamedKind Kind, string Name, string Version) Key => (Kind, Name, Version);
}

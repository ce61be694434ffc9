namespace Duroxide.Analyzers;

/// <summary>The prints of the code of an orchestration.</summary>
/// <param name="Steps">Each step that leaves a print.</param>
/// <param name="Patches">The new way of each patch by its name, and where it stands.</param>
sealed record Printed(
    ImmutableArray<(SyntaxNode Step, string Print)> Steps,
    ImmutableDictionary<string, (SyntaxNode Place, string Print)> Patches
)
{
    public static readonly Printed Nothing = new([], ImmutableDictionary<string, (SyntaxNode, string)>.Empty);
}

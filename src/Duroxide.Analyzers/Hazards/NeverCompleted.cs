using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Knows tasks whose source nobody has who could complete it.</summary>
static class NeverCompleted
{
    const string Task = "Task";

    /// <summary>Whether a property is the task of such a source: one that has no name, or whose name nothing else uses.</summary>
    public static bool Is(IPropertyReferenceOperation reference) =>
        reference is { Property.Name: Task, Instance: { } instance }
        && IsSource(reference.Property.ContainingType)
        && instance.Bare() switch
        {
            IObjectCreationOperation => true,
            ILocalReferenceOperation local => local.FirstValue() is IObjectCreationOperation
                && IsUsedForItsTaskAlone(local),
            _ => false,
        };

    static bool IsUsedForItsTaskAlone(ILocalReferenceOperation source) =>
        source
            .Root()
            .Descendants()
            .OfType<ILocalReferenceOperation>()
            .Where(each => SymbolEqualityComparer.Default.Equals(each.Local, source.Local))
            .All(each => each.Outer() is IPropertyReferenceOperation { Property.Name: Task });

    static bool IsSource(INamedTypeSymbol type) =>
        type.OriginalDefinition.MetadataPath()
            is "System.Threading.Tasks.TaskCompletionSource"
                or "System.Threading.Tasks.TaskCompletionSource`1";
}

using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Lets the type of an input or an output be named by generated code.</summary>
static class HiddenTypeChange
{
    /// <summary>The type that is hidden, made internal; null where another file has it.</summary>
    public static Change? Of(Scene scene, Misfitting found)
    {
        var hidden = found.Signature.Payloads.SelectMany(Named).FirstOrDefault(type => !Reach.IsAtLeastInternal(type));
        return
            hidden?.DeclaringSyntaxReferences is [var only]
            && only.SyntaxTree == scene.Root.SyntaxTree
            && only.GetSyntax() is BaseTypeDeclarationSyntax declaration
            ? new($"Make '{hidden.Name}' internal", declaration, Modifiers.Internal(declaration))
            : null;
    }

    // A type, what it consists of, and those around it.
    static IEnumerable<INamedTypeSymbol> Named(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => Named(array.ElementType),
            INamedTypeSymbol named =>
            [
                named,
                .. named.TypeArguments.SelectMany(Named),
                .. named.ContainingType is { } outer ? Named(outer) : [],
            ],
            _ => [],
        };
}

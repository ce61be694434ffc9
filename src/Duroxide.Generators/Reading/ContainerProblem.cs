using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Generators;

/// <summary>Whether generated code can be added to a class. Generators pass over one that it cannot; the analyzers tell of it, with a repair.</summary>
static class ContainerProblem
{
    /// <summary>Why generated code cannot be added to a class; null when it can.</summary>
    public static string? Of(INamedTypeSymbol type) =>
        Chain(type).Select(OfOne).FirstOrDefault(each => each is not null);

    /// <summary>A class behind those around it, from the outermost in.</summary>
    public static List<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        var chain = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            chain.Insert(0, around);
        }
        return chain;
    }

    static string? OfOne(INamedTypeSymbol type) =>
        type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? $"'{type.Name}' is no class. Move the code into one."
        : type.IsGenericType ? $"'{type.Name}' has type parameters. Move the code into a class without."
        : !Reach.IsAtLeastInternal(type)
            ? $"'{type.Name}' cannot be named outside of its file or class. Make it internal or public."
        : !type.DeclaringSyntaxReferences.All(IsPartial)
            ? $"'{type.Name}' is not partial. Write 'partial' before its kind."
        : null;

    static bool IsPartial(SyntaxReference reference) =>
        reference.GetSyntax() is not TypeDeclarationSyntax declaration
        || declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Generators;

/// <summary>Reads the class that generated code goes into.</summary>
static class ContainerReader
{
    public static Container Read(INamedTypeSymbol type, TypeNames names)
    {
        var chain = Chain(type);
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            chain.Select(Header).ToValues(),
            string.Join(".", chain.Select(each => TypeNames.Escaped(each.Name))),
            Reach.IsPublic(type),
            names.Hidden().ToValues()
        );
    }

    /// <summary>Why generated code cannot be added to a class; null when it can.</summary>
    public static string? Problem(INamedTypeSymbol type) =>
        Chain(type).Select(ProblemOf).FirstOrDefault(each => each is not null);

    static string? ProblemOf(INamedTypeSymbol type) =>
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

    static string Header(INamedTypeSymbol type)
    {
        var kind = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (false, TypeKind.Struct) => "struct",
            (false, _) => "class",
        };
        return $"{(type.IsStatic ? "static " : "")}partial {kind} {TypeNames.Escaped(type.Name)}";
    }
}

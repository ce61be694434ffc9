using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Lets generated code be added to a class, and to those around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class ContainerRepair() : Repair(Rules.Container)
{
    protected override Change? Find(Scene scene)
    {
        var types = scene
            .Root.FindToken(scene.Span.Start)
            .Parent!.AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .ToList();
        return types.Exists(type => type is InterfaceDeclarationSyntax || type.TypeParameterList is not null)
            ? null
            : Changed("Make it internal", types.FindAll(IsHidden), Modifiers.Internal)
                ?? Changed(
                    "Make it partial",
                    types.FindAll(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)),
                    type => Modifiers.Append(type, SyntaxKind.PartialKeyword)
                );
    }

    static Change? Changed(
        string title,
        List<TypeDeclarationSyntax> wrong,
        Func<TypeDeclarationSyntax, TypeDeclarationSyntax> right
    ) => wrong.Count == 0 ? null : new(title, wrong[wrong.Count - 1], Nested(wrong, right));

    // The outermost holds the others.
    static SyntaxNode Nested(
        List<TypeDeclarationSyntax> wrong,
        Func<TypeDeclarationSyntax, TypeDeclarationSyntax> right
    ) => right(wrong[wrong.Count - 1].ReplaceNodes(wrong.Take(wrong.Count - 1), (_, type) => right(type)));

    static bool IsHidden(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.FileKeyword)
        || (type.Parent is TypeDeclarationSyntax && !type.Modifiers.Any(IsReach));

    static bool IsReach(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.InternalKeyword);
}

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
            : Changed("Make it internal", types.FindAll(IsHidden), Shown)
                ?? Changed(
                    "Make it partial",
                    types.FindAll(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)),
                    Partial
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

    static TypeDeclarationSyntax Shown(TypeDeclarationSyntax type)
    {
        var first = First(type).LeadingTrivia;
        var bare = type.WithModifiers([.. type.Modifiers.Where(modifier => !Hides(modifier))]);
        bare = WithFirst(bare, First(bare).WithLeadingTrivia());
        var shown = Token(SyntaxKind.InternalKeyword).WithLeadingTrivia(first).WithTrailingTrivia(Space);
        return (TypeDeclarationSyntax)bare.WithModifiers(bare.Modifiers.Insert(0, shown));
    }

    static bool Hides(SyntaxToken modifier) =>
        modifier.IsKind(SyntaxKind.PrivateKeyword)
        || modifier.IsKind(SyntaxKind.ProtectedKeyword)
        || modifier.IsKind(SyntaxKind.FileKeyword);

    static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        var keyword = Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(Space);
        if (type.Modifiers.Count > 0)
        {
            return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Add(keyword));
        }
        var first = type.Keyword.LeadingTrivia;
        return (TypeDeclarationSyntax)
            type.WithKeyword(type.Keyword.WithLeadingTrivia())
                .WithModifiers(TokenList(keyword.WithLeadingTrivia(first)));
    }

    static SyntaxToken First(TypeDeclarationSyntax type) => type.Modifiers.Count > 0 ? type.Modifiers[0] : type.Keyword;

    static TypeDeclarationSyntax WithFirst(TypeDeclarationSyntax type, SyntaxToken first) =>
        type.Modifiers.Count > 0
            ? (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Replace(type.Modifiers[0], first))
            : type.WithKeyword(first);
}

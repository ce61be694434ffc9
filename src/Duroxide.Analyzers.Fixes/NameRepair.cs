namespace Duroxide.Analyzers.Fixes;

/// <summary>Replaces a name by the one that was probably meant, or writes it out where the name of a method or a class counted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class NameRepair() : Repair(NameRules.Unknown, NameRules.Unheard, LockRules.Gone)
{
    protected override Change? Find(Scene scene)
    {
        if (!scene.Properties.TryGetValue(NamedCalls.Near, out var near) || near is null)
        {
            return null;
        }
        var name = LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(near));
        return scene.Node.AncestorsAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } literal
                ? new($"Use '{near}'", literal, name)
            : scene.Node.FirstAncestorOrSelf<AttributeSyntax>(each => each.Span == scene.Span) is { } attribute
                ? new($"Keep the name '{near}'", attribute, Named(attribute, name))
            : null;
    }

    static AttributeSyntax Named(AttributeSyntax attribute, ExpressionSyntax name)
    {
        var first = AttributeArgument(name);
        var others = attribute.ArgumentList?.Arguments ?? [];
        return attribute
            .WithName(attribute.Name.WithoutTrailingTrivia())
            .WithArgumentList(
                AttributeArgumentList(
                    SeparatedList<AttributeArgumentSyntax>(
                        others.Count == 0
                            ? [first]
                            :
                            [
                                first,
                                Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space),
                                .. others.GetWithSeparators(),
                            ]
                    )
                )
            );
    }
}

namespace Duroxide.Analyzers.Fixes;

/// <summary>Replaces a name by the one that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class NameRepair() : Repair(NameRules.Unknown, NameRules.Unheard, LockRules.Gone)
{
    protected override Change? Find(Scene scene) =>
        scene.Node.AncestorsAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } literal
        && scene.Properties.TryGetValue(NamedCalls.Near, out var near)
        && near is not null
            ? new($"Use '{near}'", literal, LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(near)))
            : null;
}

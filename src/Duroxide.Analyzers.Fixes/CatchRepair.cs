namespace Duroxide.Analyzers.Fixes;

/// <summary>Catches what durable awaits throw, and lets mistakes of the code through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class CatchRepair() : Repair(OrchestrationRules.Swallow)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene.Root.FindToken(scene.Span.Start).Parent is not CatchClauseSyntax clause
            || IsCaughtBefore(scene, clause)
        )
        {
            return null;
        }
        var type = IdentifierName("DurableException");
        return new(
            "Catch DurableException",
            clause,
            clause.Declaration is { } declaration
                ? clause.WithDeclaration(declaration.WithType(type.WithTriviaFrom(declaration.Type)))
                : clause
                    .WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(Space))
                    .WithDeclaration(CatchDeclaration(type).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia)),
            "Duroxide"
        );
    }

    static bool IsCaughtBefore(Scene scene, CatchClauseSyntax clause) =>
        ((TryStatementSyntax)clause.Parent!)
            .Catches.TakeWhile(each => each != clause)
            .Any(each =>
                each is { Filter: null, Declaration.Type: var type }
                && SymbolEqualityComparer.Default.Equals(
                    scene.Symbol(type),
                    DurableTypes.Of(scene.Model.Compilation)?.DurableException
                )
            );
}

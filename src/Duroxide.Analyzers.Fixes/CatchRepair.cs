namespace Duroxide.Analyzers.Fixes;

/// <summary>Catches what durable awaits throw, and lets mistakes of the code through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class CatchRepair() : Repair(OrchestrationRules.Swallow)
{
    protected override Change? Find(Scene scene)
    {
        if (scene.Root.FindToken(scene.Span.Start).Parent is not CatchClauseSyntax clause)
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
                    .WithDeclaration(CatchDeclaration(type).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia))
        );
    }
}

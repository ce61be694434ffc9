namespace Duroxide.Analyzers.Fixes;

/// <summary>Passes the cancellation token of the activity on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class TokenRepair() : Repair(ActivityRules.TokenIgnored)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene is not { Call: { } call, ActivityContext: { } context }
            || scene.Symbol(call) is not IMethodSymbol method
        )
        {
            return null;
        }
        var arguments = call.ArgumentList.Arguments;
        var token = Argument(ParseExpression($"{context}.CancellationToken"));
        var parameter = method.Parameters.FirstOrDefault(each => each.Type.Name == "CancellationToken");
        // Behind others that are left out it needs its name.
        if (parameter is not null && parameter.Ordinal != arguments.Count)
        {
            token = token.WithNameColon(NameColon(parameter.Name).WithTrailingTrivia(Space));
        }
        return new(
            $"Pass {context}.CancellationToken",
            call.ArgumentList,
            call.ArgumentList.AddArguments(arguments.Count == 0 ? token : token.WithLeadingTrivia(Space))
        );
    }
}

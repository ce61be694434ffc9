using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Passes the culture that is the same everywhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class CultureRepair() : Repair(OrchestrationRules.Culture)
{
    const string Invariant = "CultureInfo.InvariantCulture";

    protected override Change? Find(Scene scene)
    {
        if (
            scene.Call is not { } call
            || scene.Model.GetOperation(call) is not IInvocationOperation { TargetMethod: var method }
        )
        {
            return null;
        }
        var invariant = Argument(ParseExpression(Invariant));
        return method.Name switch
        {
            "ToUpper" or "ToLower" => new(
                $"Use {method.Name}Invariant",
                call,
                ParseExpression(
                    $"{((MemberAccessExpressionSyntax)call.Expression).Expression}.{method.Name}Invariant()"
                )
            ),
            "ToString" or "Parse" when call.Expression is MemberAccessExpressionSyntax => new(
                $"Pass {Invariant}",
                call.ArgumentList,
                call.ArgumentList.AddArguments(call.ArgumentList.Arguments.Count == 0 ? invariant : Spaced(invariant)),
                "System.Globalization"
            ),
            _ => null,
        };
    }

    static ArgumentSyntax Spaced(ArgumentSyntax argument) => argument.WithLeadingTrivia(Space);
}

using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Passes what is the same everywhere, in place of the machine's culture.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class CultureRepair() : Repair(OrchestrationRules.Culture)
{
    const string Invariant = "CultureInfo.InvariantCulture";

    protected override Change? Find(Scene scene) => OrdinalChange.Find(scene) ?? Invariantly(scene);

    static Change? Invariantly(Scene scene)
    {
        if (
            scene.Call is not { } call
            || NameOf(call) is not { } name
            || scene.Model.GetOperation(call) is not IInvocationOperation { TargetMethod: var method } operation
        )
        {
            return null;
        }
        var invariant = Argument(ParseExpression(Invariant));
        return method.Name switch
        {
            "ToUpper" or "ToLower" => new(
                $"Use {method.Name}Invariant",
                name,
                IdentifierName($"{method.Name}Invariant")
            ),
            "ToString" or "Parse" when TakesOneMore(operation) && !IsAnyNamed(call) => new(
                $"Pass {Invariant}",
                call.ArgumentList,
                call.ArgumentList.AddArguments(call.ArgumentList.Arguments.Count == 0 ? invariant : Spaced(invariant)),
                "System.Globalization"
            ),
            _ => null,
        };
    }

    static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            _ => null,
        };

    static bool IsAnyNamed(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null);

    // A nullable has no method that takes a culture.
    static bool TakesOneMore(IInvocationOperation call)
    {
        var passed = call
            .Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit)
            .Select(argument => argument.Parameter!.Type)
            .ToList();
        return call
            .TargetMethod.ContainingType.GetMembers(call.TargetMethod.Name)
            .OfType<IMethodSymbol>()
            .Any(method =>
                method.Parameters.Length > passed.Count
                && method
                    .Parameters.Take(passed.Count)
                    .Select(each => each.Type)
                    .SequenceEqual(passed, SymbolEqualityComparer.Default)
                && method.Parameters[passed.Count].Type.Name == "IFormatProvider"
                && method.Parameters.Skip(passed.Count + 1).All(each => each.IsOptional)
            );
    }

    static ArgumentSyntax Spaced(ArgumentSyntax argument) => argument.WithLeadingTrivia(Space);
}

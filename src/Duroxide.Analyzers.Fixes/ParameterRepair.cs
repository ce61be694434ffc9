using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Lets declared code take its parameters by value, and no token that it does not use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class ParameterRepair() : Repair(Rules.OrchestrationSignature, Rules.ActivitySignature)
{
    protected override Change? Find(Scene scene) =>
        Misfitting.Of(scene) is not { } found ? null
        : found.Problem.Kind is Misfit.Reference ? ByValue(found)
        : found.Problem.Kind is Misfit.Token ? WithoutToken(found)
        : null;

    // What is written into a reference would be lost.
    static Change? ByValue(Misfitting found)
    {
        var list = found.Syntax.ParameterList;
        return found.Signature.Method.Parameters.Any(each => each.RefKind is RefKind.Ref or RefKind.Out)
            ? null
            : new("Take it by value", list, list.ReplaceNodes(list.Parameters, (_, each) => Bare(each)));
    }

    static ParameterSyntax Bare(ParameterSyntax parameter) =>
        parameter
            .WithModifiers([.. parameter.Modifiers.Where(each => each.IsKind(SyntaxKind.ThisKeyword))])
            .WithLeadingTrivia(parameter.GetLeadingTrivia());

    static Change? WithoutToken(Misfitting found)
    {
        var token = found.Signature.Method.Parameters.First(Signature.IsToken);
        var (list, body) = (found.Syntax.ParameterList, (SyntaxNode?)found.Syntax.Body ?? found.Syntax.ExpressionBody);
        var isUsed =
            body?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(each => each.Identifier.ValueText == token.Name)
            == true;
        return isUsed || token.Ordinal >= list.Parameters.Count
            ? null
            : new("Take no CancellationToken", list, list.WithParameters(list.Parameters.RemoveAt(token.Ordinal)));
    }
}

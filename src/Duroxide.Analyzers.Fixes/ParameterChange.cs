using Duroxide.Generators;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Lets declared code take its parameters by value, and no token that it does not use.</summary>
static class ParameterChange
{
    /// <summary>Parameters without ref and its like; null where what is written into a reference would be lost.</summary>
    public static Change? ByValue(Misfitting found)
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

    /// <summary>Parameters without a token; null where it is used.</summary>
    public static Change? WithoutToken(Misfitting found)
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

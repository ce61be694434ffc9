namespace Duroxide.Analyzers.Fixes;

/// <summary>Sorts what has no order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
sealed class SortRepair() : Repair(OrchestrationRules.Order)
{
    protected override Change? Find(Scene scene)
    {
        if (
            scene.Node is not ExpressionSyntax unordered
            || IsTakenApart(unordered)
            || scene.Model.GetTypeInfo(unordered).Type is not INamedTypeSymbol type
        )
        {
            return null;
        }
        var key = KeyOf(type);
        var comparer = key?.SpecialType == SpecialType.System_String ? "StringComparer.Ordinal" : null;
        var sorted = type.TypeArguments.Length switch
        {
            _ when !IsComparable(key) => null,
            2 when type.Name is not ("KeyCollection" or "ValueCollection") => comparer is null
                ? "OrderBy(entry => entry.Key)"
                : $"OrderBy(entry => entry.Key, {comparer})",
            _ => $"Order({comparer})",
        };
        return sorted is null
            ? null
            : new(
                $"Sort it by {sorted}",
                unordered,
                ParseExpression($"{Operand(unordered)}.{sorted}"),
                comparer is null ? ["System.Linq"] : ["System", "System.Linq"]
            );
    }

    static string Operand(ExpressionSyntax expression) =>
        expression
            is SimpleNameSyntax
                or MemberAccessExpressionSyntax
                or InvocationExpressionSyntax
                or ElementAccessExpressionSyntax
                or ParenthesizedExpressionSyntax
                or ObjectCreationExpressionSyntax
            ? expression.WithoutTrivia().ToString()
            : $"({expression.WithoutTrivia()})";

    // What is sorted is no set any more, which a cast may ask for; and behind a question mark it may be missing.
    static bool IsTakenApart(ExpressionSyntax expression)
    {
        SyntaxNode around = expression;
        while (around.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            around = around.Parent;
        }
        return around.Parent
                is CastExpressionSyntax
                    or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression }
                    or ConditionalAccessExpressionSyntax
            || expression
                .DescendantNodesAndSelf()
                .Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax);
    }

    static ITypeSymbol? KeyOf(INamedTypeSymbol type) =>
        type.Name switch
        {
            "KeyCollection" => type.ContainingType.TypeArguments[0],
            "ValueCollection" => type.ContainingType.TypeArguments[1],
            _ => type.TypeArguments.FirstOrDefault(),
        };

    static bool IsComparable(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Enum } || type?.AllInterfaces.Any(each => each.Name == "IComparable") == true;
}

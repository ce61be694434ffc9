using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers.Fixes;

/// <summary>Orders, compares and searches texts by their characters, which is the same everywhere.</summary>
static class OrdinalChange
{
    const string Comparer = "StringComparer.Ordinal";
    const string Comparison = "StringComparison.Ordinal";

    /// <summary>The change for what was found; null when there is none.</summary>
    public static Change? Find(Scene scene)
    {
        var made = scene.Node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>(each => each.Span == scene.Span);
        ExpressionSyntax? found = made ?? (ExpressionSyntax?)scene.Call;
        if (found is null || scene.Model.GetOperation(found) is not { } operation)
        {
            return null;
        }
        return (TextOrders.Of(operation), operation) switch
        {
            (TextOrder.Sorting, IInvocationOperation { TargetMethod: var method }) when TakesComparerLast(method) =>
                Passing(scene.Call!.ArgumentList, Comparer),
            (TextOrder.Sorted, _) when made is { ArgumentList: { } arguments } => Passing(arguments, Comparer),
            (TextOrder.Searching, _) => Passing(scene.Call!.ArgumentList, Comparison),
            (TextOrder.Comparing, IInvocationOperation { TargetMethod: var method }) => Comparing(scene.Call!, method),
            _ => null,
        };
    }

    static Change? Passing(ArgumentListSyntax arguments, string text)
    {
        if (arguments.Arguments.Any(argument => argument.NameColon is not null))
        {
            return null;
        }
        var passed = Argument(ParseExpression(text));
        return new(
            $"Pass {text}",
            arguments,
            arguments.AddArguments(arguments.Arguments.Count == 0 ? passed : passed.WithLeadingTrivia(Space)),
            "System"
        );
    }

    // Texts within tuples need a comparer of one's own.
    static bool TakesComparerLast(IMethodSymbol method) =>
        !method.TypeArguments.Concat(method.ContainingType.TypeArguments).Any(type => type.IsTupleType)
        && (method.ReducedFrom ?? method)
            .ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Any(other =>
                other.Parameters.Length == (method.ReducedFrom ?? method).Parameters.Length + 1
                && other.Parameters[other.Parameters.Length - 1].Type.Name == "IComparer"
            );

    static Change? Comparing(InvocationExpressionSyntax call, IMethodSymbol method) =>
        (method, call) switch
        {
            ({ Name: "Compare", Parameters.Length: 2 }, { Expression: MemberAccessExpressionSyntax member }) => new(
                "Use CompareOrdinal",
                member.Name,
                IdentifierName("CompareOrdinal")
            ),
            (
                { Name: "CompareTo", Parameters: [{ Type.SpecialType: SpecialType.System_String }] },
                {
                    Expression: MemberAccessExpressionSyntax { Expression: var one },
                    ArgumentList.Arguments: [{ Expression: var other }]
                }
            ) => new(
                "Use string.CompareOrdinal",
                call,
                InvocationExpression(
                    ParseExpression("string.CompareOrdinal"),
                    ArgumentList(
                        SeparatedList(
                            [Argument(one.WithoutTrivia()), Argument(other.WithoutTrivia())],
                            [Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space)]
                        )
                    )
                )
            ),
            _ => null,
        };
}

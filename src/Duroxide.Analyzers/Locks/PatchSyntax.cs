using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>A branch over <c>ctx.Patched</c>.</summary>
/// <param name="Name">The expression that names it.</param>
/// <param name="New">What those do that take it; null for nothing.</param>
/// <param name="Old">What the others do; null for nothing.</param>
sealed record PatchSyntax(ExpressionSyntax? Name, SyntaxNode? New, SyntaxNode? Old)
{
    /// <summary>Reads a patch; null for any other code.</summary>
    public static PatchSyntax? Of(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax branch => Of(branch.Condition, branch.Statement, branch.Else?.Statement),
            ConditionalExpressionSyntax branch => Of(branch.Condition, branch.WhenTrue, branch.WhenFalse),
            ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression),
            _ => null,
        };

    static PatchSyntax? Of(ExpressionSyntax condition, SyntaxNode whenTrue, SyntaxNode? whenFalse) =>
        condition switch
        {
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Patched" }
            } call => new(call.ArgumentList.Arguments.FirstOrDefault()?.Expression, whenTrue, whenFalse),
            PrefixUnaryExpressionSyntax { OperatorToken.Text: "!", Operand: var negated } when whenFalse is null => Of(
                negated,
                whenTrue,
                null
            )
                is { } patch
                ? new(patch.Name, null, whenTrue)
                : null,
            PrefixUnaryExpressionSyntax { OperatorToken.Text: "!", Operand: var negated } => Of(
                negated,
                whenFalse,
                whenTrue
            ),
            ParenthesizedExpressionSyntax { Expression: var inner } => Of(inner, whenTrue, whenFalse),
            _ => null,
        };
}

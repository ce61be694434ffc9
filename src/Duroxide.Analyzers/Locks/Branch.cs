using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Code that goes one way or another. Of a variable there is no way, but its uses have some.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="WhenTrue">The one way; null for nothing.</param>
/// <param name="WhenFalse">The other way; null for nothing.</param>
sealed record Branch(ExpressionSyntax Condition, SyntaxNode? WhenTrue, SyntaxNode? WhenFalse)
{
    /// <summary>Reads a branch; null for any other code.</summary>
    public static Branch? Of(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax branch => new(branch.Condition, branch.Statement, branch.Else?.Statement),
            ConditionalExpressionSyntax branch => new(branch.Condition, branch.WhenTrue, branch.WhenFalse),
            ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression),
            LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value }] } => new(
                value,
                null,
                null
            ),
            _ => null,
        };

    /// <summary>The code of a branch with what is left of its condition.</summary>
    public IEnumerable<SyntaxNodeOrToken> With(SyntaxNode node, IEnumerable<SyntaxNodeOrToken> condition) =>
        node is LocalDeclarationStatementSyntax { Declaration: { Type: var type, Variables: [var variable] } } local
            ? [type, variable.Identifier, variable.Initializer!.EqualsToken, .. condition, local.SemicolonToken]
            : node.ChildNodesAndTokens().SelectMany(child => child.AsNode() == Condition ? condition : [child]);
}

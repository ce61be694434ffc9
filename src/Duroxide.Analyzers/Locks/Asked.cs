using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>A patch at a place where the way of the code depends on it.</summary>
/// <param name="Place">The branch.</param>
/// <param name="Call">The call of <c>ctx.Patched</c>.</param>
/// <param name="New">The code of the branch for those that took the patch.</param>
sealed record Asked(SyntaxNode Place, InvocationExpressionSyntax Call, Piece New)
{
    /// <summary>The expression that names it; null while it is typed.</summary>
    public ExpressionSyntax? Name => Call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
}

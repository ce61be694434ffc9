using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>What is left of a condition when some of its patches are answered.</summary>
/// <param name="HasPatch">Whether it asks for any.</param>
/// <param name="Open">The first patch that it asks for and that has no answer; null for none.</param>
/// <param name="Value">What the condition is, if the answers decide it; null when it depends on other code.</param>
/// <param name="Code">What is evaluated nevertheless.</param>
sealed record Rest(bool HasPatch, InvocationExpressionSyntax? Open, bool? Value, ImmutableArray<SyntaxNodeOrToken> Code)
{
    /// <summary>A condition without a patch.</summary>
    public static Rest Plain(ExpressionSyntax code) => new(false, null, null, [code]);
}

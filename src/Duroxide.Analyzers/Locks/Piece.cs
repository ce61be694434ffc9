namespace Duroxide.Analyzers;

/// <summary>Code, and which calls of <c>ctx.Patched</c> have which answer in it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Answers">The calls that are answered.</param>
readonly record struct Piece(SyntaxNodeOrToken Code, ImmutableDictionary<SyntaxNode, bool> Answers)
{
    /// <summary>Code in which no patch is answered yet.</summary>
    public static Piece Of(SyntaxNode code) => new(code, ImmutableDictionary<SyntaxNode, bool>.Empty);
}

namespace Duroxide.Analyzers.Fixes;

/// <summary>What a repair does to a file.</summary>
/// <param name="Title">What an editor offers.</param>
/// <param name="Old">What is replaced.</param>
/// <param name="New">What stands there instead.</param>
/// <param name="Namespaces">What the file must be using for it.</param>
sealed record Change(string Title, SyntaxNode Old, SyntaxNode New, params string[] Namespaces);

using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Something that a project deploys, and where it stands.</summary>
/// <param name="Released">What it is.</param>
/// <param name="Name">Where its name stands.</param>
/// <param name="Steps">Each step of its code that leaves a print.</param>
sealed record Deployed(Released Released, SyntaxNode Name, ImmutableArray<(SyntaxNode Step, string Print)> Steps);

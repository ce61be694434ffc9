using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Something that a project deploys, and where it stands.</summary>
/// <param name="Released">What it is.</param>
/// <param name="Name">Where its name stands.</param>
/// <param name="Printed">The prints of its code.</param>
sealed record Deployed(Released Released, SyntaxNode Name, Printed Printed);

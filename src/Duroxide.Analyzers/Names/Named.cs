namespace Duroxide.Analyzers;

/// <summary>Something that code names: a definition, or a wait for a signal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Input">The type of its input; null where it is not known.</param>
/// <param name="Output">The type of its output; null where it is not known.</param>
sealed record Named(NamedKind Kind, NameText Name, ITypeSymbol? Input = null, ITypeSymbol? Output = null);

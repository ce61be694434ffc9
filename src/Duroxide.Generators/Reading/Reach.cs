namespace Duroxide.Generators;

/// <summary>Who can name a type.</summary>
static class Reach
{
    /// <summary>Whether every assembly can.</summary>
    public static bool IsPublic(ITypeSymbol type) =>
        All(type, symbol => symbol.DeclaredAccessibility == Accessibility.Public);

    /// <summary>Whether generated code of the same assembly can.</summary>
    public static bool IsInternal(ITypeSymbol type) => All(type, IsAtLeastInternal);

    public static bool IsAtLeastInternal(ISymbol symbol) =>
        symbol.DeclaredAccessibility
            is Accessibility.Public
                or Accessibility.Internal
                or Accessibility.ProtectedOrInternal
        && symbol is not INamedTypeSymbol { IsFileLocal: true };

    static bool All(ITypeSymbol type, Func<INamedTypeSymbol, bool> holds) =>
        type switch
        {
            IArrayTypeSymbol array => All(array.ElementType, holds),
            INamedTypeSymbol named => holds(named)
                && named.TypeArguments.All(argument => All(argument, holds))
                && (named.ContainingType is null || All(named.ContainingType, holds)),
            _ => false,
        };
}

namespace Duroxide.Generators;

/// <summary>Knows what is so obsolete that to use it is an error, which generated code cannot silence.</summary>
static class Obsolete
{
    /// <summary>Whether to name a symbol is an error.</summary>
    public static bool IsRefused(ISymbol symbol) =>
        symbol
            .GetAttributes()
            .Any(each =>
                each.AttributeClass is { Name: "ObsoleteAttribute" } type
                && type.ContainingNamespace.ToDisplayString() == "System"
                && each.ConstructorArguments is [_, { Value: true }]
            );

    /// <summary>The first type that is refused among some and those they consist of; null for none.</summary>
    public static ITypeSymbol? In(IEnumerable<ITypeSymbol?> types) =>
        types.Select(In).FirstOrDefault(each => each is not null);

    static ITypeSymbol? In(ITypeSymbol? type) =>
        type switch
        {
            IArrayTypeSymbol array => In(array.ElementType),
            INamedTypeSymbol named => IsRefused(named) ? named : In(named.TypeArguments.Append(named.ContainingType)),
            _ => null,
        };
}

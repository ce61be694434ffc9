namespace Duroxide.Generators;

/// <summary>The attributes of System.Text.Json.</summary>
static class JsonAttributes
{
    const string Space = "System.Text.Json.Serialization";

    // Those of polymorphism are read by the framework itself.
    static readonly HashSet<string> Known =
    [
        "JsonConstructorAttribute",
        "JsonConverterAttribute",
        "JsonDerivedTypeAttribute",
        "JsonIgnoreAttribute",
        "JsonIncludeAttribute",
        "JsonNumberHandlingAttribute",
        "JsonPolymorphicAttribute",
        "JsonPropertyNameAttribute",
        "JsonPropertyOrderAttribute",
        "JsonRequiredAttribute",
        "JsonStringEnumMemberNameAttribute",
    ];

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(each => each.AttributeClass?.Name == name && IsJson(each));

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>An attribute that generated code does not know how to follow; null for none.</summary>
    public static string? Unknown(ISymbol symbol) =>
        symbol
            .GetAttributes()
            .Where(each => IsJson(each) && !Known.Contains(each.AttributeClass!.Name))
            .Select(each => each.AttributeClass!.Name)
            .FirstOrDefault();

    /// <summary>The types that a base says it can be.</summary>
    public static IEnumerable<ITypeSymbol> Derived(ITypeSymbol type) =>
        from attribute in type.GetAttributes()
        where attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute" && IsJson(attribute)
        where attribute.ConstructorArguments.Length > 0
        let derived = attribute.ConstructorArguments[0].Value as ITypeSymbol
        where derived is not null
        select derived;

    /// <summary>The one argument of an attribute as code, as an enum's value.</summary>
    public static string? Argument(ISymbol symbol, string name) =>
        Find(symbol, name)?.ConstructorArguments is [{ Value: { } value, Type: { } type }]
            ? JsonNames.Constant(value, type)
            : null;

    /// <summary>Whether the converter that a member names is one of a type.</summary>
    public static bool IsConvertedAs(ISymbol member, ITypeSymbol type)
    {
        var converter = Find(member, "JsonConverterAttribute")?.ConstructorArguments
            is [{ Value: INamedTypeSymbol named }]
            ? named
            : null;
        for (; converter is not null; converter = converter.BaseType)
        {
            if (
                converter is { Name: "JsonConverter" or "JsonStringEnumConverter", TypeArguments: [var converted] }
                && SymbolEqualityComparer.Default.Equals(converted, type)
            )
            {
                return true;
            }
        }
        return false;
    }

    static bool IsJson(AttributeData attribute) =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == Space;
}

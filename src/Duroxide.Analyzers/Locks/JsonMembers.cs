using System.Globalization;
using System.Text;

namespace Duroxide.Analyzers;

/// <summary>A property or a field that JSON writes.</summary>
/// <param name="Name">Its name in the text.</param>
/// <param name="Symbol">What it is.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Converter">The converter that it has of its own.</param>
sealed record JsonMember(string Name, ISymbol Symbol, ITypeSymbol Type, INamedTypeSymbol? Converter);

/// <summary>What System.Text.Json with web naming makes of a type.</summary>
static class JsonMembers
{
    /// <summary>The members in the order in which they are written: those of a type before those of its base.</summary>
    public static IEnumerable<JsonMember> Of(INamedTypeSymbol type) =>
        type.WithBases()
            .SelectMany(each => each.GetMembers().OrderBy(member => member is IFieldSymbol))
            .Where(IsWritten)
            .Select(each => new JsonMember(
                Word(each, "JsonPropertyNameAttribute") ?? Camel(each.Name),
                each,
                each is IPropertySymbol property ? property.Type : ((IFieldSymbol)each).Type,
                Find(each, "JsonConverterAttribute")?.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol
            ))
            .GroupBy(each => each.Name)
            .Select(same => same.First())
            .OrderBy(each => Argument(each.Symbol, "JsonPropertyOrderAttribute") as int? ?? 0);

    /// <summary>The types that a base says it can be, each with what tells it.</summary>
    public static IEnumerable<(string Label, INamedTypeSymbol Type)> Cases(INamedTypeSymbol type) =>
        from attribute in type.GetAttributes()
        where attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute"
        let derived = attribute.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol
        where derived is not null
        let told = attribute.ConstructorArguments.Length > 1 ? attribute.ConstructorArguments[1].Value : null
        select (
            told is string text ? Quoted(text)
            : told is null ? "-"
            : $"{told}",
            derived
        );

    /// <summary>The name of the member that says which case it is.</summary>
    public static string DiscriminatorOf(INamedTypeSymbol type) =>
        Find(type, "JsonPolymorphicAttribute")
            ?.NamedArguments.FirstOrDefault(each => each.Key == "TypeDiscriminatorPropertyName")
            .Value.Value as string
        ?? "$type";

    public static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(each => each.AttributeClass?.Name == name);

    /// <summary>The text that an attribute gives; null for none.</summary>
    public static string? Word(ISymbol symbol, string attribute) => Argument(symbol, attribute) as string;

    /// <summary>A name as it stands in a shape: in quotes where it has signs of its own.</summary>
    public static string Label(string name) =>
        name.Length > 0 && name.All(sign => char.IsLetterOrDigit(sign) || sign is '_' or '$' or '-' or '.')
            ? name
            : Quoted(name);

    static string Quoted(string name)
    {
        var text = new StringBuilder("\"");
        foreach (var sign in name)
        {
            text.Append(
                sign is '"' or '\\' ? $"\\{sign}"
                : char.IsControl(sign) ? $"\\u{((int)sign).ToString("x4", CultureInfo.InvariantCulture)}"
                : $"{sign}"
            );
        }
        return text.Append('"').ToString();
    }

    static object? Argument(ISymbol symbol, string attribute) =>
        Find(symbol, attribute)?.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive } given
            ? given.Value
            : null;

    static bool IsWritten(ISymbol member) =>
        member switch
        {
            { IsStatic: true } => false,
            _ when IsIgnored(member) => false,
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter } => IsShown(member, getter),
            IFieldSymbol { AssociatedSymbol: null, IsConst: false } => IsShown(member, member),
            _ => false,
        };

    static bool IsShown(ISymbol member, ISymbol read) =>
        read.DeclaredAccessibility == Accessibility.Public || Find(member, "JsonIncludeAttribute") is not null;

    // Under a condition it is only left out of some texts.
    static bool IsIgnored(ISymbol member) =>
        Find(member, "JsonIgnoreAttribute") is { } ignore
        && (ignore.NamedArguments.FirstOrDefault(each => each.Key == "Condition").Value.Value as int? ?? 1) == 1;

    // As JsonNamingPolicy.CamelCase: URLOf becomes urlOf.
    static string Camel(string name)
    {
        var signs = name.ToCharArray();
        for (var at = 0; at < signs.Length && char.IsUpper(signs[at]); at++)
        {
            if (at > 0 && at + 1 < signs.Length && !char.IsUpper(signs[at + 1]))
            {
                break;
            }
            signs[at] = char.ToLowerInvariant(signs[at]);
        }
        return new(signs);
    }
}

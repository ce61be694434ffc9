namespace Duroxide.Generators;

/// <summary>A property or a field that JSON shows.</summary>
sealed class ObjectMember
{
    ObjectMember(ISymbol symbol, ITypeSymbol type)
    {
        Symbol = symbol;
        Type = type;
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    public string Name => Symbol.Name;

    public bool IsField => Symbol is IFieldSymbol;

    public bool CanRead { get; private set; }

    public bool CanWrite { get; private set; }

    /// <summary>Whether only an accessor sets it: it is init-only or not public.</summary>
    public bool NeedsAccessor { get; private set; }

    /// <summary>Whether it has a setter that JSON may not use, so that its value would be lost.</summary>
    public bool IsLost { get; private set; }

    public bool IsRequired { get; private set; }

    /// <summary>Whether to read or to set it is an error.</summary>
    public bool IsRefused =>
        Obsolete.IsRefused(Symbol)
        || (
            Symbol is IPropertySymbol property
            && new[] { property.GetMethod, property.SetMethod }.Any(each =>
                each is not null && Obsolete.IsRefused(each)
            )
        );

    /// <summary>Reads a member; null for what JSON does not show.</summary>
    public static ObjectMember? Read(ISymbol symbol) =>
        symbol.IsStatic || IgnoredAlways(symbol)
            ? null
            : symbol switch
            {
                IPropertySymbol { Parameters.Length: 0 } property => OfProperty(property),
                IFieldSymbol { AssociatedSymbol: null, IsConst: false } field => OfField(field),
                _ => null,
            };

    public static bool IgnoredAlways(ISymbol symbol) =>
        JsonAttributes.Find(symbol, "JsonIgnoreAttribute") is { } ignore && ConditionOf(ignore) is 1;

    /// <summary>When it is left out, as code; null for what the options say.</summary>
    public string? Ignore =>
        JsonAttributes.Find(Symbol, "JsonIgnoreAttribute") is { } ignore
            ? $"(global::System.Text.Json.Serialization.JsonIgnoreCondition){ConditionOf(ignore)}"
            : null;

    static int ConditionOf(AttributeData ignore) =>
        ignore.NamedArguments.FirstOrDefault(each => each.Key == "Condition").Value.Value as int? ?? 1;

    static ObjectMember? OfProperty(IPropertySymbol property)
    {
        var isIncluded = JsonAttributes.Has(property, "JsonIncludeAttribute");
        var reads = property.GetMethod is { } getter && (IsPublic(getter) || isIncluded);
        var sets = property.SetMethod is { } setter && (IsPublic(setter) || isIncluded);
        return reads || sets
            ? new(property, property.Type)
            {
                CanRead = reads,
                CanWrite = sets,
                NeedsAccessor = sets && (property.SetMethod!.IsInitOnly || !IsPublic(property.SetMethod)),
                IsLost = property.SetMethod is not null && !sets,
                IsRequired = property.IsRequired,
            }
            : null;
    }

    static ObjectMember? OfField(IFieldSymbol field) =>
        field.DeclaredAccessibility == Accessibility.Public || JsonAttributes.Has(field, "JsonIncludeAttribute")
            ? new(field, field.Type)
            {
                CanRead = true,
                CanWrite = !field.IsReadOnly,
                IsRequired = field.IsRequired,
            }
            : null;

    static bool IsPublic(IMethodSymbol accessor) => accessor.DeclaredAccessibility == Accessibility.Public;
}

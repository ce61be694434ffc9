namespace Duroxide.Generators;

/// <summary>Types of the framework that have JSON without being looked into.</summary>
static class KnownTypes
{
    // JsonPayloadConverter.Web brings these, and what may be null of them, by itself.
    static readonly HashSet<string> BuiltIn =
    [
        "string",
        "bool",
        "char",
        "byte",
        "sbyte",
        "short",
        "ushort",
        "int",
        "uint",
        "long",
        "ulong",
        "float",
        "double",
        "decimal",
        "string[]",
        "byte[]",
        "global::System.Uri",
        "global::System.Guid",
        "global::System.DateTime",
        "global::System.DateTimeOffset",
        "global::System.DateOnly",
        "global::System.TimeOnly",
        "global::System.TimeSpan",
        "global::System.Numerics.BigInteger",
        "global::System.Numerics.Complex",
        "global::System.Index",
        "global::System.Range",
        "global::System.Text.StringBuilder",
        "global::System.Text.Json.JsonElement",
    ];

    // Of these a value that may be null is not among those that are brought.
    static readonly HashSet<string> NeverNull =
    [
        "global::System.Numerics.Complex",
        "global::System.Index",
        "global::System.Range",
        "global::System.Text.Json.JsonElement",
    ];

    /// <summary>The properties of JsonMetadataServices that hold the converters of further types.</summary>
    static readonly Dictionary<string, string> Converters = new()
    {
        ["global::System.Half"] = "HalfConverter",
        ["global::System.Int128"] = "Int128Converter",
        ["global::System.UInt128"] = "UInt128Converter",
        ["global::System.Version"] = "VersionConverter",
    };

    static readonly Dictionary<string, string> Collections = new()
    {
        ["System.Collections.Generic.List<T>"] =
            "CreateListInfo<{0}, {1}>(options, new() {{ ObjectCreator = () => new {0}() }})",
        ["System.Collections.Generic.HashSet<T>"] =
            "CreateISetInfo<{0}, {1}>(options, new() {{ ObjectCreator = () => new {0}() }})",
        ["System.Collections.Generic.IList<T>"] = "CreateIListInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.ISet<T>"] = "CreateISetInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.ICollection<T>"] = "CreateICollectionInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.IEnumerable<T>"] = "CreateIEnumerableInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.IReadOnlyList<T>"] = "CreateIEnumerableInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.IReadOnlyCollection<T>"] = "CreateIEnumerableInfo<{0}, {1}>(options, new())",
        ["System.Collections.Generic.Dictionary<TKey, TValue>"] =
            "CreateDictionaryInfo<{0}, {1}, {2}>(options, new() {{ ObjectCreator = () => new {0}() }})",
        ["System.Collections.Generic.SortedDictionary<TKey, TValue>"] =
            "CreateIDictionaryInfo<{0}, {1}, {2}>(options, new() {{ ObjectCreator = () => new {0}() }})",
        ["System.Collections.Generic.IDictionary<TKey, TValue>"] =
            "CreateIDictionaryInfo<{0}, {1}, {2}>(options, new())",
        ["System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>"] =
            "CreateIReadOnlyDictionaryInfo<{0}, {1}, {2}>(options, new())",
        ["System.Collections.Immutable.ImmutableArray<T>"] =
            "CreateImmutableEnumerableInfo<{0}, {1}>(options, new(), global::System.Collections.Immutable.ImmutableArray.CreateRange)",
        ["System.Collections.Immutable.ImmutableList<T>"] =
            "CreateImmutableEnumerableInfo<{0}, {1}>(options, new(), global::System.Collections.Immutable.ImmutableList.CreateRange)",
        ["System.Collections.Immutable.ImmutableDictionary<TKey, TValue>"] =
            "CreateImmutableDictionaryInfo<{0}, {1}, {2}>(options, new(), global::System.Collections.Immutable.ImmutableDictionary.CreateRange)",
    };

    public static bool IsBuiltIn(ITypeSymbol type) =>
        BuiltIn.Contains(JsonNames.Of(type))
        || (
            NullableOf(type) is { } value
            && BuiltIn.Contains(JsonNames.Of(value))
            && !NeverNull.Contains(JsonNames.Of(value))
        );

    public static ITypeSymbol? NullableOf(ITypeSymbol type) =>
        type
            is INamedTypeSymbol
            {
                OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
                TypeArguments: [var value]
            }
            ? value
            : null;

    public static string? Converter(ITypeSymbol type) =>
        Converters.TryGetValue(JsonNames.Of(type), out var converter) ? converter : null;

    /// <summary>How a collection is made, and of what it consists; null for what is none of those that are known.</summary>
    public static (string Creation, ImmutableArray<ITypeSymbol> Items)? Collection(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => (
                $"CreateArrayInfo<{JsonNames.Of(array.ElementType)}>(options, new())",
                [array.ElementType]
            ),
            INamedTypeSymbol named
                when Collections.TryGetValue(named.OriginalDefinition.ToDisplayString(), out var format) => (
                string.Format(format, [JsonNames.Of(named), .. named.TypeArguments.Select(JsonNames.Of)]),
                named.TypeArguments
            ),
            _ => null,
        };

    /// <summary>Whether JSON has a name for each value of a type, so that it can be the key of a dictionary.</summary>
    public static bool IsKey(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || JsonNames.Of(type)
            is "string"
                or "bool"
                or "byte"
                or "sbyte"
                or "short"
                or "ushort"
                or "int"
                or "uint"
                or "long"
                or "ulong"
                or "float"
                or "double"
                or "decimal"
                or "global::System.Guid"
                or "global::System.DateTime"
                or "global::System.DateTimeOffset"
                or "global::System.DateOnly"
                or "global::System.TimeOnly"
                or "global::System.TimeSpan"
                or "global::System.Uri";
}

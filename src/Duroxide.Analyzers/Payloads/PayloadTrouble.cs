using System.Collections.Concurrent;

namespace Duroxide.Analyzers;

/// <summary>Says why JSON cannot write a type and read it back.</summary>
sealed class PayloadTrouble(DurableTypes types)
{
    static readonly ImmutableHashSet<string> Hopeless =
    [
        "System.IntPtr",
        "System.Reflection.MemberInfo",
        "System.Threading.CancellationToken",
        "System.Threading.CancellationTokenSource",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.Threading.Tasks.ValueTask`1",
        "System.Type",
        "System.UIntPtr",
        "System.IO.Stream",
        "System.Exception",
    ];

    readonly ConcurrentDictionary<ITypeSymbol, string?> known = new(SymbolEqualityComparer.Default);

    /// <summary>Null for a type that can be a payload, or of which nothing is known.</summary>
    public string? Of(ITypeSymbol type) =>
        known.GetOrAdd(type, each => Find(each, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default)));

    string? Find(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        switch (type)
        {
            case IPointerTypeSymbol
            or IFunctionPointerTypeSymbol
            or { TypeKind: TypeKind.Delegate }
            or { IsRefLikeType: true }:
                return $"'{type.Name}' is no data";
            case IArrayTypeSymbol array:
                return Find(array.ElementType, seen);
            case not INamedTypeSymbol:
                return null;
        }
        var named = (INamedTypeSymbol)type;
        if (named.WithBases().Any(each => Hopeless.Contains(each.OriginalDefinition.MetadataPath())))
        {
            return $"'{named.Name}' belongs to the process. Pass the data that is meant.";
        }
        if (
            named
                .TypeArguments.Select(argument => Find(argument, seen))
                .FirstOrDefault(trouble => trouble is not null) is
            { } inner
        )
        {
            return inner;
        }
        // Of a type in a library nothing is said: it may have a converter.
        // Once for all that it is made of, since a generic type may hold itself with ever more of it; what it is made of was looked at.
        return
            types.IsInSource(named)
            && seen.Add(named.OriginalDefinition)
            && !HasAttribute(named, "JsonConverterAttribute")
            ? OfOwn(named, seen)
            : null;
    }

    string? OfOwn(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.TypeKind == TypeKind.Enum || IsCollection(type))
        {
            return null;
        }
        if (type.IsAbstract && !HasAttribute(type, "JsonDerivedTypeAttribute"))
        {
            return $"'{type.Name}' is {(type.TypeKind == TypeKind.Interface ? "an interface" : "abstract")}, and JSON does not say which of its kinds is meant. Put [JsonDerivedType] with a discriminator on it, or pass one of them.";
        }
        if (!type.IsAbstract && !HasUsableConstructor(type))
        {
            return $"'{type.Name}' has no constructor that JSON could use: a public one without parameters, the only public one, or one with [JsonConstructor].";
        }
        var written = Written(type).ToList();
        if (!type.IsAbstract && written.Count > 0 && !written.Exists(property => IsRead(type, property)))
        {
            return $"none of the values of '{type.Name}' is read back. Give them setters or parameters of the constructor.";
        }
        foreach (var property in written)
        {
            if (IsParentOf(type, property) is { } child)
            {
                return $"'{type.Name}' and '{child}' hold each other, and JSON has no end. Put [JsonIgnore] on the way back.";
            }
            if (IsLost(type, property))
            {
                return $"the value of '{type.Name}.{property.Name}' is written and not read back. Give it a setter or a parameter of the constructor, or put [JsonInclude] or [JsonIgnore] on it.";
            }
            if (Find(property.Type, seen) is { } trouble)
            {
                return trouble;
            }
        }
        return null;
    }

    static IEnumerable<IPropertySymbol> Written(INamedTypeSymbol type) =>
        type.WithBases()
            .SelectMany(each => each.GetMembers())
            .OfType<IPropertySymbol>()
            .Where(property =>
                property
                    is {
                        IsStatic: false,
                        IsIndexer: false,
                        DeclaredAccessibility: Accessibility.Public,
                        GetMethod.DeclaredAccessibility: Accessibility.Public
                    }
                && !HasAttribute(property, "JsonIgnoreAttribute")
                && property.Name != "EqualityContract"
            );

    static bool HasUsableConstructor(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors.Where(each => !IsCopy(each)).ToList();
        var visible = constructors.Where(each => each.DeclaredAccessibility == Accessibility.Public).ToList();
        return type.IsValueType
            || visible.Count == 1
            || visible.Any(each => each.Parameters.IsEmpty)
            || constructors.Any(each => HasAttribute(each, "JsonConstructorAttribute"));
    }

    // What is computed has no setter at all, and is written without harm; with a setter that others cannot use it is state.
    static bool IsLost(INamedTypeSymbol type, IPropertySymbol property) =>
        property.SetMethod is { DeclaredAccessibility: not Accessibility.Public } && !IsRead(type, property);

    static bool IsRead(INamedTypeSymbol type, IPropertySymbol property) =>
        property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
        || (property.SetMethod is not null && HasAttribute(property, "JsonIncludeAttribute"))
        || type.InstanceConstructors.Any(each =>
            !IsCopy(each)
            && each.Parameters.Any(parameter =>
                string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            )
        );

    // A list of children that know their parent. A chain of its own kind has an end.
    string? IsParentOf(INamedTypeSymbol type, IPropertySymbol property)
    {
        var child =
            property.Type is IArrayTypeSymbol { ElementType: INamedTypeSymbol element } ? element
            : property.Type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol only] } named && IsCollection(named)
                ? only
            : null;
        return
            child is not null
            && !SymbolEqualityComparer.Default.Equals(child, type)
            && types.IsInSource(child)
            && Written(child)
                .Any(each =>
                    SymbolEqualityComparer.Default.Equals(each.Type.OriginalDefinition, type.OriginalDefinition)
                )
            ? child.Name
            : null;
    }

    static bool IsCollection(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable);

    static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters is [{ Type: var only }]
        && SymbolEqualityComparer.Default.Equals(only, constructor.ContainingType);

    static bool HasAttribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().Any(each => each.AttributeClass?.Name == name);
}

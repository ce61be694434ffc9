using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// The shape of a type as JSON, in words: what can be compared without the type. Of types that are not written in the project it is their
/// name.
/// </summary>
sealed class PayloadShape(Sources sources)
{
    const int MostWithin = 3;

    public string Of(ITypeSymbol type) => Of(type, []);

    string Of(ITypeSymbol type, ImmutableArray<ITypeSymbol> around)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return $"{Of(nullable.TypeArguments[0], around)}?";
        }
        var mark = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "?" : "";
        return $"{Bare(type, around)}{mark}";
    }

    string Bare(ITypeSymbol type, ImmutableArray<ITypeSymbol> around)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String or SpecialType.System_Char:
                return "text";
            case SpecialType.System_Boolean:
                return "flag";
            case SpecialType.System_DateTime:
                return "time";
            case >= SpecialType.System_SByte and <= SpecialType.System_Double:
                return "number";
        }
        if (type is IArrayTypeSymbol array)
        {
            return $"[{Of(array.ElementType, around)}]";
        }
        if (type is not INamedTypeSymbol named)
        {
            return type.Name;
        }
        if (around.Contains(named, SymbolEqualityComparer.Default) || IsWithoutEnd(named, around))
        {
            return "^";
        }
        if (named.TypeKind == TypeKind.Enum)
        {
            return "choice";
        }
        if (named.AllInterfaces.Concat([named]).FirstOrDefault(IsDictionary) is { } dictionary)
        {
            return $"{{*: {Of(dictionary.TypeArguments[1], around)}}}";
        }
        if (named.AllInterfaces.Concat([named]).FirstOrDefault(IsSequence) is { } sequence)
        {
            return $"[{Of(sequence.TypeArguments[0], around)}]";
        }
        if (named.IsTupleType)
        {
            return $"({string.Join(", ", named.TupleElements.Select(each => Of(each.Type, around)))})";
        }
        return sources.Of(named) is not null && Attribute(named, "JsonConverterAttribute") is null
            ? Members(named, around.Add(named))
            : named.Name;
    }

    // A generic type may hold itself with ever more type arguments.
    static bool IsWithoutEnd(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> around) =>
        around.Count(each => SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, type.OriginalDefinition))
        >= MostWithin;

    string Members(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> around)
    {
        var members =
            from each in type.WithBases().SelectMany(each => each.GetMembers()).OfType<IPropertySymbol>()
            where
                each
                    is {
                        IsStatic: false,
                        IsIndexer: false,
                        DeclaredAccessibility: Accessibility.Public,
                        GetMethod: not null
                    }
            where sources.Of(each) is not null && Attribute(each, "JsonIgnoreAttribute") is null
            let name = Attribute(each, "JsonPropertyNameAttribute")
                ?? $"{char.ToLowerInvariant(each.Name[0])}{each.Name.Substring(1)}"
            group each by name;
        var shapes = members
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => $"{same.Key}{(MayBeMissing(same.First()) ? "?" : "")}: {Of(same.First().Type, around)}");
        return $"{{{string.Join(", ", shapes)}}}";
    }

    bool MayBeMissing(IPropertySymbol member) =>
        !member.IsRequired && sources.Of(member) is not ParameterSyntax { Default: null };

    static string? Attribute(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(each => each.AttributeClass?.Name == name) is { } found
            ? found.ConstructorArguments.FirstOrDefault().Value as string ?? ""
            : null;

    static bool IsSequence(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    static bool IsDictionary(INamedTypeSymbol type) =>
        type.OriginalDefinition.MetadataPath()
            is "System.Collections.Generic.IDictionary`2"
                or "System.Collections.Generic.IReadOnlyDictionary`2";
}

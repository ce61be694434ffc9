using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>
/// The shape of a type as JSON, in words: what can be compared without the type. Of types that are not written in the project it is their
/// name.
/// </summary>
sealed class PayloadShape(Sources sources)
{
    /// <summary>The word for an enumeration.</summary>
    public const string Choice = "choice";

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
        if (Value(type.SpecialType) is { } value)
        {
            return value;
        }
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType.SpecialType == SpecialType.System_Byte
                ? "bytes"
                : $"[{Of(array.ElementType, around)}]";
        }
        if (type is not INamedTypeSymbol named)
        {
            return type.Name;
        }
        var outwards = around.Reverse().TakeWhile(each => !SymbolEqualityComparer.Default.Equals(each, named)).Count();
        if (outwards < around.Length || IsWithoutEnd(named, around))
        {
            return new('^', Math.Min(outwards, around.Length - 1) + 1);
        }
        if (named.TypeKind == TypeKind.Enum)
        {
            return Choices(named, JsonMembers.Find(named, "JsonConverterAttribute") is not null);
        }
        if (named.AllInterfaces.Concat([named]).FirstOrDefault(IsDictionary) is { } dictionary)
        {
            var key = Of(dictionary.TypeArguments[0], around);
            return $"{{*{(key is "text" ? "" : JsonMembers.Label(key))}: {Of(dictionary.TypeArguments[1], around)}}}";
        }
        if (named.AllInterfaces.Concat([named]).FirstOrDefault(IsSequence) is { } sequence)
        {
            return $"[{Of(sequence.TypeArguments[0], around)}]";
        }
        if (named.IsTupleType)
        {
            return $"({string.Join(", ", named.TupleElements.Select(each => Of(each.Type, around)))})";
        }
        return sources.Of(named) is null || JsonMembers.Find(named, "JsonConverterAttribute") is not null
                ? Called(named, around)
            : JsonMembers.Cases(named).ToList() is { Count: > 0 } cases ? Cases(named, cases, around)
            : Members(named, around.Add(named));
    }

    static string? Value(SpecialType type) =>
        type switch
        {
            SpecialType.System_String => "text",
            SpecialType.System_Char => "char",
            SpecialType.System_Boolean => "flag",
            SpecialType.System_DateTime => "time",
            SpecialType.System_Byte => "byte",
            SpecialType.System_SByte => "sbyte",
            SpecialType.System_Int16 => "short",
            SpecialType.System_UInt16 => "ushort",
            SpecialType.System_Int32 => "int",
            SpecialType.System_UInt32 => "uint",
            SpecialType.System_Int64 => "long",
            SpecialType.System_UInt64 => "ulong",
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => "number",
            _ => null,
        };

    // A generic type may hold itself with ever more type arguments.
    static bool IsWithoutEnd(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> around) =>
        around.Count(each => SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, type.OriginalDefinition))
        >= MostWithin;

    string Called(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> around) =>
        type.TypeArguments.IsEmpty
            ? type.Name
            : $"{type.Name}<{string.Join(", ", type.TypeArguments.Select(each => Of(each, around.Add(type))))}>";

    // Numbers are written, unless a converter writes names.
    string Choices(INamedTypeSymbol type, bool areNames)
    {
        if (sources.Of(type) is null)
        {
            return Choice;
        }
        var values =
            from field in type.GetMembers().OfType<IFieldSymbol>()
            where field.HasConstantValue
            select areNames
                ? JsonMembers.Label(JsonMembers.Word(field, "JsonStringEnumMemberNameAttribute") ?? field.Name)
                : $"{field.ConstantValue} {field.Name}";
        return $"{Choice}({string.Join(", ", values)})";
    }

    string Cases(
        INamedTypeSymbol type,
        List<(string Label, INamedTypeSymbol Type)> cases,
        ImmutableArray<ITypeSymbol> around
    )
    {
        if (!type.IsAbstract && !cases.Exists(each => SymbolEqualityComparer.Default.Equals(each.Type, type)))
        {
            cases.Add(("-", type));
        }
        var within = around.Add(type);
        var shapes = cases.Select(each =>
            $"{each.Label}: {(sources.Of(each.Type) is null ? Called(each.Type, within) : Members(each.Type, within.Add(each.Type)))}"
        );
        return $"{JsonMembers.Label(JsonMembers.DiscriminatorOf(type))}({string.Join(", ", shapes)})";
    }

    string Members(INamedTypeSymbol type, ImmutableArray<ITypeSymbol> around)
    {
        var shapes =
            from member in JsonMembers.Of(type).Where(each => sources.Of(each.Symbol) is not null)
            let missing = MayBeMissing(type, member.Symbol) ? "?" : ""
            select $"{JsonMembers.Label(member.Name)}{missing}: {Of(member, around)}";
        return $"{{{string.Join(", ", shapes)}}}";
    }

    string Of(JsonMember member, ImmutableArray<ITypeSymbol> around)
    {
        if (member.Converter is not { } converter)
        {
            return Of(member.Type, around);
        }
        var value = (member.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() ?? member.Type;
        return converter.Name != "JsonStringEnumConverter" ? converter.Name
            : member.Type.TypeKind == TypeKind.Enum ? Choices((INamedTypeSymbol)member.Type, areNames: true)
            : value.TypeKind == TypeKind.Enum ? $"{Choices((INamedTypeSymbol)value, areNames: true)}?"
            : converter.Name;
    }

    // Without a default, a parameter is null or zero when it is missing, which its code does not expect.
    bool MayBeMissing(INamedTypeSymbol type, ISymbol member) =>
        member is not (IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
        && JsonMembers.Find(member, "JsonRequiredAttribute") is null
        && sources.Of(member) is not ParameterSyntax { Default: null }
        && (
            type.IsValueType
            || type.InstanceConstructors.Any(each =>
                each is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public }
            )
            || !type.InstanceConstructors.Any(each =>
                each.Parameters.Any(parameter =>
                    !parameter.HasExplicitDefaultValue
                    && string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)
                )
            )
        );

    static bool IsSequence(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    static bool IsDictionary(INamedTypeSymbol type) =>
        type.OriginalDefinition.MetadataPath()
            is "System.Collections.Generic.IDictionary`2"
                or "System.Collections.Generic.IReadOnlyDictionary`2";
}

using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>Names in the code of JSON.</summary>
static class JsonNames
{
    static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.ExpandValueTuple
    );

    public static string Of(ITypeSymbol type) => type.ToDisplayString(Format);

    /// <summary>A type as one word, without its namespace.</summary>
    public static string Word(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => $"ArrayOf{Word(array.ElementType)}",
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                $"Optional{Word(nullable.TypeArguments[0])}",
            INamedTypeSymbol { TypeArguments.Length: > 0 } generic =>
                $"{Outer(generic)}{generic.Name}Of{string.Join("And", generic.TypeArguments.Select(Word))}",
            INamedTypeSymbol named => Outer(named) + named.Name,
            _ => "Type",
        };

    static string Outer(INamedTypeSymbol type) => type.ContainingType is { } outer ? Word(outer) : "";

    /// <summary>A constant as code.</summary>
    public static string Constant(object? value, ITypeSymbol type) =>
        value is null ? $"default({Of(type)})"
        : type.TypeKind == TypeKind.Enum || (type as INamedTypeSymbol)?.TypeArguments is [{ TypeKind: TypeKind.Enum }]
            ? $"({Of(type)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})"
        : value switch
        {
            float number => Floating(number, "float", "f"),
            double number => Floating(number, "double", "d"),
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };

    static string Floating(double number, string type, string suffix) =>
        double.IsNaN(number) ? $"{type}.NaN"
        : double.IsPositiveInfinity(number) ? $"{type}.PositiveInfinity"
        : double.IsNegativeInfinity(number) ? $"{type}.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + suffix;
}

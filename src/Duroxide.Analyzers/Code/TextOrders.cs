using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Recognises where the culture of the machine orders texts.</summary>
static class TextOrders
{
    static readonly ImmutableHashSet<string> Sorts =
    [
        "Max",
        "MaxBy",
        "Min",
        "MinBy",
        "Order",
        "OrderBy",
        "OrderByDescending",
        "OrderDescending",
        "ThenBy",
        "ThenByDescending",
    ];

    /// <summary>How an operation orders texts.</summary>
    public static TextOrder Of(IOperation operation) =>
        operation switch
        {
            IInvocationOperation call when Compares(call.TargetMethod) => TextOrder.Comparing,
            IInvocationOperation call when Searches(call.TargetMethod) => TextOrder.Searching,
            IInvocationOperation call when IsText(KeyOf(call.TargetMethod)) && !IsCompared(call.Arguments) =>
                TextOrder.Sorting,
            IObjectCreationOperation creation when IsSortedText(creation.Type) && !IsCompared(creation.Arguments) =>
                TextOrder.Sorted,
            _ => TextOrder.None,
        };

    // What is compared by a method of a linq, a list or an array.
    static ITypeSymbol? KeyOf(IMethodSymbol method) =>
        method.ContainingType.OriginalDefinition.MetadataPath() switch
        {
            "System.Linq.Enumerable" when Sorts.Contains(method.Name) && !IsOfNumbers(method) => method.TypeArguments[
                method.TypeArguments.Length - 1
            ],
            "System.Array" when method is { Name: "Sort" or "BinarySearch", TypeArguments: [var key, ..] } => key,
            "System.Collections.Generic.List`1"
            or "System.Collections.Immutable.ImmutableList`1" when method.Name is "Sort" or "BinarySearch" => method
                .ContainingType
                .TypeArguments[0],
            _ => null,
        };

    // The greatest number that a function makes of each.
    static bool IsOfNumbers(IMethodSymbol method) =>
        method.TypeArguments.Length == 0
        || (
            method.TypeArguments.Length == 1
            && method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate)
        );

    static bool Compares(IMethodSymbol method) =>
        method is { Name: "Compare" or "CompareTo", ContainingType.SpecialType: SpecialType.System_String }
        && !IsSaidHow(method);

    static bool Searches(IMethodSymbol method) =>
        method
            is {
                Name: "StartsWith" or "EndsWith" or "IndexOf" or "LastIndexOf",
                ContainingType.SpecialType: SpecialType.System_String,
                Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..]
            }
        && !IsSaidHow(method);

    static bool IsSaidHow(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.Type.Name is "StringComparison" or "CultureInfo");

    static bool IsCompared(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Any(argument =>
            argument.Parameter?.Type.Name is "IComparer" or "Comparison"
            && argument.Value.ConstantValue is not { HasValue: true, Value: null }
        );

    static bool IsSortedText(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [var key, ..] } sorted
        && IsText(key)
        && sorted.OriginalDefinition.MetadataPath()
            is "System.Collections.Generic.SortedSet`1"
                or "System.Collections.Generic.SortedDictionary`2"
                or "System.Collections.Generic.SortedList`2";

    // A tuple is ordered by its elements.
    static bool IsText(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements }
            ? elements.Any(element => IsText(element.Type))
            : type?.SpecialType == SpecialType.System_String;
}

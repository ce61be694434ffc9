using Microsoft.CodeAnalysis.CSharp;

namespace Duroxide.Generators;

/// <summary>Writes types as a person would: by short names where those mean the type in the generated file.</summary>
/// <remarks>
/// A generated file has its usings below its namespace, if it has one. So a short name means, in this order: a type within the container, a
/// type of its namespace, a type of the usings, a type of a namespace further out.
/// </remarks>
sealed class TypeNames
{
    /// <summary>The usings of each generated file.</summary>
    public static readonly string[] Usings =
    [
        "System",
        "System.Collections.Generic",
        "System.Threading",
        "System.Threading.Tasks",
        "Duroxide",
    ];

    /// <summary>The collections that generated code calls by their short names.</summary>
    public static readonly string[] Collections =
    [
        "Dictionary",
        "IEnumerable",
        "IList",
        "IReadOnlyCollection",
        "IReadOnlyDictionary",
        "IReadOnlyList",
        "List",
    ];

    /// <summary>The values that generated code calls by their short names.</summary>
    public static readonly string[] Values =
    [
        "DateOnly",
        "DateTime",
        "DateTimeOffset",
        "Guid",
        "TimeOnly",
        "TimeSpan",
        "Uri",
    ];

    /// <summary>The names by which generated code calls types of the usings.</summary>
    static readonly string[] Used =
    [
        "Activity",
        "ActivityOptions",
        "CancellationToken",
        "DurableTask",
        "DuroxideClient",
        "InstanceId",
        "Orchestration",
        "OrchestrationContext",
        "OrchestrationStatus",
        "StartOptions",
        "SubOrchestrationOptions",
        "Task",
        "TimeSpan",
        "Unit",
        "WaitOptions",
    ];

    readonly SemanticModel model;
    readonly int position;
    readonly Compilation compilation;
    readonly INamedTypeSymbol container;
    readonly INamespaceSymbol space;

    public TypeNames(SemanticModel model, int position, INamedTypeSymbol container)
    {
        this.model = model;
        this.position = position;
        compilation = model.Compilation;
        this.container = container;
        space = compilation.GetCompilationNamespace(container.ContainingNamespace) ?? container.ContainingNamespace;
    }

    /// <summary>The names of the usings that mean something else within the container or its namespace.</summary>
    public IEnumerable<string> Hidden() =>
        Used.Concat(Collections)
            .Concat(Values)
            .Distinct()
            .Where(name => Nearest(name) is not null || IsAmbiguous(name));

    /// <summary>A type, with its nullable annotations.</summary>
    public string Of(ITypeSymbol type) =>
        Bare(type) + (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? "?" : "");

    string Bare(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => OfArray(array),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Of(
                nullable.TypeArguments[0]
            ) + "?",
            INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple =>
                $"({string.Join(", ", tuple.TupleElements.Select(OfElement))})",
            INamedTypeSymbol named => Keyword(named) ?? OfNamed(named),
            _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };

    // The outermost brackets of a jagged array come first, up to an array that may be null.
    string OfArray(IArrayTypeSymbol array)
    {
        var brackets = $"[{new string(',', array.Rank - 1)}]";
        while (array.ElementType is IArrayTypeSymbol { NullableAnnotation: not NullableAnnotation.Annotated } inner)
        {
            brackets += $"[{new string(',', inner.Rank - 1)}]";
            array = inner;
        }
        return Of(array.ElementType) + brackets;
    }

    string OfElement(IFieldSymbol element) =>
        Of(element.Type) + (element.IsExplicitlyNamedTupleElement ? $" {Escaped(element.Name)}" : "");

    static string? Keyword(INamedTypeSymbol type) =>
        type.SpecialType
            is SpecialType.System_Object
                or SpecialType.System_String
                or SpecialType.System_Void
                or (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
                or SpecialType.System_Decimal
            ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).TrimEnd('?')
            : null;

    string OfNamed(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return $"{OfNamed(outer)}.{Simple(type)}";
        }
        return MeansItself(type) ? Simple(type)
            : type.ContainingNamespace.IsGlobalNamespace ? $"global::{Simple(type)}"
            : $"global::{type.ContainingNamespace.ToDisplayString()}.{Simple(type)}";
    }

    string Simple(INamedTypeSymbol type) =>
        Escaped(type.Name)
        + (type.TypeArguments.Length > 0 ? $"<{string.Join(", ", type.TypeArguments.Select(Of))}>" : "");

    /// <summary>A name as it is written where it could be taken for a keyword.</summary>
    /// <remarks>A handle is made in the getter of a property, where <c>field</c> is a keyword.</remarks>
    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && name != "field" ? name : $"@{name}";

    /// <summary>The name of a type where it is declared, which a keyword of other places may not be either.</summary>
    public static string Declared(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? Escaped(name) : $"@{name}";

    bool MeansItself(INamedTypeSymbol type)
    {
        if (Nearest(type.Name) is { } near)
        {
            return near is INamespaceSymbol && near.GetTypeMembers(type.Name).Any(IsType);
        }
        var used = Usings.Where(name => Has(name, type.Name)).ToList();
        return used.Count > 0
            ? !IsAmbiguous(type.Name) && used.Count == 1 && used[0] == type.ContainingNamespace.ToDisplayString()
            : Outer(type.Name) is { } far && far.GetTypeMembers(type.Name).Any(IsType);

        bool IsType(INamedTypeSymbol each) => SymbolEqualityComparer.Default.Equals(each, type.OriginalDefinition);
    }

    // Within the container, or in its namespace: what the usings do not come before.
    INamespaceOrTypeSymbol? Nearest(string name)
    {
        for (INamedTypeSymbol? around = container; around is not null; around = around.ContainingType)
        {
            for (INamedTypeSymbol? type = around; type is not null; type = type.BaseType)
            {
                if (type.GetTypeMembers(name).Length > 0)
                {
                    return type;
                }
            }
        }
        return space.GetMembers(name).Any() ? space : null;
    }

    // In the global namespace the usings of the whole project stand beside those of the file.
    bool IsAmbiguous(string name) =>
        space.IsGlobalNamespace
        && model
            .LookupNamespacesAndTypes(position, name: name)
            .Any(found => !Usings.Contains(found.ContainingNamespace?.ToDisplayString()));

    INamespaceSymbol? Outer(string name)
    {
        for (var outer = space.ContainingNamespace; outer is not null; outer = outer.ContainingNamespace)
        {
            if (outer.GetMembers(name).Any())
            {
                return outer;
            }
        }
        return null;
    }

    bool Has(string used, string name)
    {
        var found = compilation.GlobalNamespace;
        foreach (var part in used.Split('.'))
        {
            if (found.GetNamespaceMembers().FirstOrDefault(each => each.Name == part) is not { } next)
            {
                return false;
            }
            found = next;
        }
        return found.GetTypeMembers(name).Length > 0;
    }
}

namespace Duroxide.Analyzers;

/// <summary>Questions about symbols that the compiler has no words for.</summary>
static class Symbols
{
    /// <summary>Whether a type is another one, or derives from it; of generic ones, whatever they are made of.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
        {
            return false;
        }
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
            {
                return true;
            }
        }
        return type is ITypeParameterSymbol parameter
            && parameter.ConstraintTypes.Any(constraint => constraint.DerivesFrom(ancestor));
    }

    /// <summary>A type and what it derives from.</summary>
    public static IEnumerable<ITypeSymbol> WithBases(this ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    /// <summary>Namespace and name as in metadata, as <c>System.Threading.Tasks.Task`1</c>.</summary>
    public static string MetadataPath(this ITypeSymbol type)
    {
        var name = type.ContainingType is { } outer ? $"{outer.MetadataPath()}+{type.MetadataName}" : type.MetadataName;
        return type.ContainingType is not null || type.ContainingNamespace is null or { IsGlobalNamespace: true }
            ? name
            : $"{type.ContainingNamespace.ToDisplayString()}.{name}";
    }

    /// <summary>The first part of a namespace.</summary>
    public static string Outermost(this INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }
        return space?.Name ?? "";
    }

    /// <summary>Whether what it gives is awaited: a task, a value task, or an asynchronous sequence.</summary>
    public static bool IsAsynchronous(this ITypeSymbol type) =>
        type.OriginalDefinition.MetadataPath()
            is "System.Threading.Tasks.Task"
                or "System.Threading.Tasks.Task`1"
                or "System.Threading.Tasks.ValueTask"
                or "System.Threading.Tasks.ValueTask`1"
                or "System.Collections.Generic.IAsyncEnumerable`1";

    /// <summary>Whether a property keeps its value in a field that the compiler makes.</summary>
    public static bool IsStored(this IPropertySymbol property) =>
        property
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>The short name by which people know a member, as <c>DateTime.UtcNow</c>.</summary>
    public static string Shown(this ISymbol symbol)
    {
        var member = symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol;
        var owner = member.ContainingType;
        return member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => $"new {owner.Name}",
            IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.LambdaMethod } => member.Name,
            _ when owner is null or { IsImplicitlyDeclared: true } || owner.Name.Length == 0 => member.Name,
            _ => $"{owner.Name}.{member.Name}",
        };
    }
}

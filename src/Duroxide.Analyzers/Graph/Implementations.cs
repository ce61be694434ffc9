using System.Collections.Concurrent;

namespace Duroxide.Analyzers;

/// <summary>Which methods of a compilation stand behind one that is abstract, virtual, or of an interface.</summary>
sealed class Implementations(Compilation compilation)
{
    readonly Lazy<ImmutableArray<INamedTypeSymbol>> types = new(() =>
        [
            .. TypesOf(compilation.Assembly.GlobalNamespace)
                .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct),
        ]
    );

    readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> known = new(
        SymbolEqualityComparer.Default
    );

    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method) =>
        method is { IsStatic: false } && (method.IsAbstract || method.IsVirtual || method.IsOverride)
            ? known.GetOrAdd(method, each => [.. types.Value.Select(type => Of(each, type)).OfType<IMethodSymbol>()])
            : [];

    static IMethodSymbol? Of(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            var asked = type.AllInterfaces.FirstOrDefault(each =>
                SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, method.ContainingType)
            );
            var member = asked
                ?.GetMembers(method.Name)
                .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, method));
            return member is null
                ? null
                : type.FindImplementationForInterfaceMember(member)?.OriginalDefinition as IMethodSymbol;
        }
        return type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(each => Overrides(each, method));
    }

    static bool Overrides(IMethodSymbol method, IMethodSymbol overridden)
    {
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, overridden))
            {
                return true;
            }
        }
        return false;
    }

    static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }
            foreach (var inner in TypesOf(member))
            {
                yield return inner;
            }
        }
    }
}

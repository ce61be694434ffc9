using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>The types of Duroxide, as a compilation sees them.</summary>
sealed class DurableTypes
{
    const string Deterministic = "DeterministicAttribute";

    readonly Compilation compilation;
    readonly INamedTypeSymbol context;
    readonly INamedTypeSymbol? activityContext;

    DurableTypes(Compilation compilation, INamedTypeSymbol context)
    {
        this.compilation = compilation;
        this.context = context;
        activityContext = Find("ActivityContext");
        Handle = Find("DurableTask`1");
        Branch = Find("Branch`1");
        DurableException = Find("DurableException");
        Activity = Find("Activity`2");
        ActivityName = Find("ActivityName`2");
        Orchestration = Find("Orchestration`2");
        RegistryBuilder = Find("RegistryBuilder");

        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName($"Duroxide.{name}");
    }

    public INamedTypeSymbol? Handle { get; }

    public INamedTypeSymbol? Branch { get; }

    public INamedTypeSymbol? DurableException { get; }

    public INamedTypeSymbol? Activity { get; }

    public INamedTypeSymbol? ActivityName { get; }

    public INamedTypeSymbol? Orchestration { get; }

    public INamedTypeSymbol? RegistryBuilder { get; }

    /// <summary>Null for a compilation that does not use Duroxide.</summary>
    public static DurableTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Duroxide.OrchestrationContext") is { } context
            ? new(compilation, context)
            : null;

    public bool IsContext(ITypeSymbol? type) => type.DerivesFrom(context);

    public bool IsActivityContext(ITypeSymbol? type) => type.DerivesFrom(activityContext);

    /// <summary>Whether a call only writes a line to the log of the context.</summary>
    public bool IsLogging(IInvocationOperation call) =>
        call.TargetMethod.Name is "Trace" or "Debug" or "Info" or "Warn" or "Error" && IsContext(call.Instance?.Type);

    /// <summary>Whether awaiting it is durable: a handle, or a branch that is raced.</summary>
    public bool IsDurable(ITypeSymbol? type) => type.DerivesFrom(Branch) || type.DerivesFrom(Handle);

    /// <summary>Whether a type is a handle of an activity or an orchestration.</summary>
    public bool IsDefinition(ITypeSymbol? type) => type.DerivesFrom(ActivityName) || IsOrchestration(type);

    public bool IsOrchestration(ITypeSymbol? type) => type.DerivesFrom(Orchestration);

    /// <summary>The handle that a type is or derives from, with the types of its input and output.</summary>
    public INamedTypeSymbol? DefinitionOf(ITypeSymbol type) =>
        type.WithBases()
            .OfType<INamedTypeSymbol>()
            .FirstOrDefault(each =>
                SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, ActivityName)
                || SymbolEqualityComparer.Default.Equals(each.OriginalDefinition, Orchestration)
            );

    /// <summary>Whether the source of a symbol is in the compilation. That of another project, which an editor knows too, is not.</summary>
    public bool IsInSource(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree));

    /// <summary>Whether something is of Duroxide itself, which keeps its own rules.</summary>
    public bool IsOurs(ISymbol symbol) =>
        symbol.ContainingAssembly is { } assembly
        && (assembly.Name == "Duroxide" || assembly.Name.StartsWith("Duroxide.", StringComparison.Ordinal))
        && symbol.ContainingNamespace.Outermost() == "Duroxide"
        && !IsInSource(symbol);

    /// <summary>Whether its author vouches that orchestrations may use it.</summary>
    public static bool IsVouchedFor(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            var property = (symbol as IMethodSymbol)?.AssociatedSymbol;
            if (Has(symbol, Deterministic) || (property is not null && Has(property, Deterministic)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a symbol has an attribute of Duroxide.</summary>
    public static bool Has(ISymbol symbol, string attribute)
    {
        foreach (var each in symbol.GetAttributes())
        {
            if (
                each.AttributeClass is { } type
                && type.Name == attribute
                && type.ContainingNamespace is { Name: "Duroxide", ContainingNamespace.IsGlobalNamespace: true }
            )
            {
                return true;
            }
        }
        return false;
    }
}

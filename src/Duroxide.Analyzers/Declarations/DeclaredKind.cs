using Duroxide.Generators;

namespace Duroxide.Analyzers;

/// <summary>What an attribute declares code to be.</summary>
/// <param name="Attribute">The name of its class.</param>
/// <param name="Context">The context that such code takes.</param>
/// <param name="Rule">What tells of a signature that does not fit.</param>
sealed record DeclaredKind(string Attribute, string Context, DiagnosticDescriptor Rule)
{
    static readonly ImmutableArray<DeclaredKind> All =
    [
        new("OrchestrationAttribute", "OrchestrationContext", Rules.OrchestrationSignature),
        new("ActivityAttribute", "ActivityContext", Rules.ActivitySignature),
    ];

    /// <summary>What a method or a class is declared to be.</summary>
    public static IEnumerable<DeclaredKind> Of(ISymbol symbol) =>
        All.Where(kind => DurableTypes.Has(symbol, kind.Attribute));
}

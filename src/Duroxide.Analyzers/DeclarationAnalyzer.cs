using Duroxide.Generators;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Tells of declared code for which nothing is generated and which can be repaired: editors repair nothing that a generator tells of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    const string Orchestration = "OrchestrationAttribute";

    static readonly ImmutableArray<string> Attributes = [Orchestration, "ActivityAttribute", "PayloadJsonAttribute"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.Container, Rules.Version];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Look, SymbolKind.Method, SymbolKind.NamedType);
    }

    static void Look(SymbolAnalysisContext seen)
    {
        if (!Attributes.Any(attribute => DurableTypes.Has(seen.Symbol, attribute)))
        {
            return;
        }
        var type = seen.Symbol as INamedTypeSymbol ?? seen.Symbol.ContainingType;
        if (ContainerProblem.Of(type) is { } problem)
        {
            seen.ReportDiagnostic(Diagnostic.Create(Rules.Container, seen.Symbol.Locations[0], type.Name, problem));
        }
        foreach (var (version, place) in Versions(seen))
        {
            if (!DeclaredVersion.IsValid(version))
            {
                seen.ReportDiagnostic(Diagnostic.Create(Rules.Version, place, version, seen.Symbol.Name));
            }
        }
    }

    static IEnumerable<(string Version, Location Place)> Versions(SymbolAnalysisContext seen) =>
        from attribute in seen.Symbol.GetAttributes()
        where attribute.AttributeClass?.Name == Orchestration
        from argument in attribute.NamedArguments
        where argument is { Key: "Version", Value.Value: string }
        let syntax = attribute.ApplicationSyntaxReference?.GetSyntax(seen.CancellationToken) as AttributeSyntax
        let written = syntax?.ArgumentList?.Arguments.FirstOrDefault(each =>
            each.NameEquals?.Name.Identifier.ValueText == argument.Key
        )
        where written is not null
        select ((string)argument.Value.Value!, written.Expression.GetLocation());
}

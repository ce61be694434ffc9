using Duroxide.Generators;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>Tells of declared code for which nothing is generated and which can be repaired: editors repair nothing that a generator tells of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    const string Orchestration = "OrchestrationAttribute";

    static readonly ImmutableArray<string> Attributes = [Orchestration, "ActivityAttribute", "PayloadJsonAttribute"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.OrchestrationSignature, Rules.ActivitySignature, Rules.Container, Rules.Version];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            seen => Look(seen.Symbol, seen.ReportDiagnostic, seen.CancellationToken),
            SymbolKind.Method,
            SymbolKind.NamedType
        );
        // A local function is no member, so it is not among the symbols.
        context.RegisterSyntaxNodeAction(
            seen =>
            {
                if (seen.SemanticModel.GetDeclaredSymbol(seen.Node, seen.CancellationToken) is { } local)
                {
                    Look(local, seen.ReportDiagnostic, seen.CancellationToken);
                }
            },
            SyntaxKind.LocalFunctionStatement
        );
    }

    static void Look(ISymbol symbol, Action<Diagnostic> report, CancellationToken cancellation)
    {
        // A method in two parts has the attributes of both, and is told of once.
        if (
            symbol is IMethodSymbol { PartialDefinitionPart: not null }
            || !Attributes.Any(attribute => DurableTypes.Has(symbol, attribute))
        )
        {
            return;
        }
        var place = symbol.Locations[0];
        foreach (var (kind, problem, method) in Signatures(symbol))
        {
            report(Diagnostic.Create(kind.Rule, place, symbol.Name, problem, method));
        }
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (ContainerProblem.Of(type) is { } closed)
        {
            report(Diagnostic.Create(Rules.Container, place, type.Name, closed));
        }
        foreach (var (version, written) in Versions(symbol, cancellation))
        {
            if (!DeclaredVersion.IsValid(version))
            {
                report(Diagnostic.Create(Rules.Version, written, version, symbol.Name));
            }
        }
    }

    static IEnumerable<(DeclaredKind Kind, string Problem, string Method)> Signatures(ISymbol symbol) =>
        from kind in DeclaredKind.Of(symbol)
        let found = RunMethod.Of(symbol)
        let problem = found.Problem ?? Signature.Read(found.Method!, kind.Context).Problem?.Text
        where problem is not null
        select (kind, problem, found.Method?.Name ?? RunMethod.Name);

    static IEnumerable<(string Version, Location Place)> Versions(ISymbol symbol, CancellationToken cancellation) =>
        from attribute in symbol.GetAttributes()
        where attribute.AttributeClass?.Name == Orchestration
        from argument in attribute.NamedArguments
        where argument is { Key: "Version", Value.Value: string }
        let syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax
        let written = syntax?.ArgumentList?.Arguments.FirstOrDefault(each =>
            each.NameEquals?.Name.Identifier.ValueText == argument.Key
        )
        where written is not null
        select ((string)argument.Value.Value!, written.Expression.GetLocation());
}

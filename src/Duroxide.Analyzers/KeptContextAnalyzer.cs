using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Finds contexts that outlive their run: in static fields, and in fields of objects that were there before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class KeptContextAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [OrchestrationRules.ContextKept];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (DurableTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(seen => LookAtMember(seen, types), SymbolKind.Field, SymbolKind.Property);
                start.RegisterOperationAction(seen => LookAtAssignment(seen, types), OperationKind.SimpleAssignment);
            }
        });
    }

    static void LookAtMember(SymbolAnalysisContext seen, DurableTypes types)
    {
        var type = seen.Symbol switch
        {
            IFieldSymbol { IsStatic: true, IsImplicitlyDeclared: false } field => field.Type,
            IPropertySymbol { IsStatic: true, SetMethod: not null } property => property.Type,
            _ => null,
        };
        if (types.IsContext(type))
        {
            Report(seen.ReportDiagnostic, seen.Symbol, seen.Symbol.Locations[0]);
        }
    }

    // An object that is made with its context belongs to the run.
    static void LookAtAssignment(OperationAnalysisContext seen, DurableTypes types)
    {
        var assignment = (ISimpleAssignmentOperation)seen.Operation;
        if (
            assignment.Target
                is IMemberReferenceOperation
                {
                    Instance: IInstanceReferenceOperation
                    {
                        ReferenceKind: InstanceReferenceKind.ContainingTypeInstance
                    }
                } target
            && types.IsContext(target.Type)
            && seen.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor }
        )
        {
            Report(seen.ReportDiagnostic, target.Member, assignment.Target.Syntax.GetLocation());
        }
    }

    static void Report(Action<Diagnostic> report, ISymbol member, Location place) =>
        report(Diagnostic.Create(OrchestrationRules.ContextKept, place, $"'{member.Name}'"));
}

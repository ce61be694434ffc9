using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Finds types of inputs, outputs, events and values that the JSON of the default converter cannot write and read back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class PayloadAnalyzer : DiagnosticAnalyzer
{
    static readonly ImmutableHashSet<string> Carriers =
    [
        "GetValue",
        "GetValueAsync",
        "GetValueFrom",
        "RaiseEventAsync",
        "ReceiveMessage",
        "ScheduleActivity",
        "ScheduleSubOrchestration",
        "ScheduleWait",
        "SendMessageAsync",
        "SetValue",
        "StartOrchestration",
        "StartOrchestrationAsync",
        "WaitForCompletionAsync",
        "WaitForValueAsync",
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ActivityRules.Payload];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (DurableTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }
            var troubles = new PayloadTrouble(types);
            start.RegisterOperationAction(
                seen => LookAtDefinition(seen, types, troubles),
                OperationKind.ObjectCreation
            );
            start.RegisterOperationAction(seen => LookAtCall(seen, types, troubles), OperationKind.Invocation);
        });
    }

    static void LookAtDefinition(OperationAnalysisContext seen, DurableTypes types, PayloadTrouble troubles)
    {
        if (
            types.IsDefinition(seen.Operation.Type)
            && seen.Operation.Type is INamedTypeSymbol { TypeArguments: var arguments }
        )
        {
            Report(seen, seen.Operation, arguments, troubles);
        }
    }

    // A call with a handle has the handle's types, which were looked at where it is defined.
    static void LookAtCall(OperationAnalysisContext seen, DurableTypes types, PayloadTrouble troubles)
    {
        var call = (IInvocationOperation)seen.Operation;
        if (
            call.TargetMethod is { IsGenericMethod: true, TypeArguments: var arguments } method
            && Carriers.Contains(method.Name)
            && types.IsOurs(method)
            && !call.Arguments.Any(argument => types.IsDefinition(argument.Value.Bare().Type))
        )
        {
            Report(seen, call, arguments, troubles);
        }
    }

    static void Report(
        OperationAnalysisContext seen,
        IOperation operation,
        ImmutableArray<ITypeSymbol> payloads,
        PayloadTrouble troubles
    )
    {
        foreach (var type in payloads)
        {
            if (troubles.Of(type) is { } trouble)
            {
                seen.ReportDiagnostic(
                    Diagnostic.Create(
                        ActivityRules.Payload,
                        PlaceOf(operation),
                        $"'{type.ToDisplayString(Short)}'",
                        trouble
                    )
                );
            }
        }
    }

    static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    // The body of a definition may take a screen.
    static Location PlaceOf(IOperation operation) =>
        operation.Syntax switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type.GetLocation(),
            ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.GetLocation(),
            _ => operation.Place(),
        };
}

using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports texts that are ordered, compared or searched as the culture of the machine has it.</summary>
sealed class TextOrderCheck(Session session) : Check(session)
{
    public override ImmutableArray<OperationKind> Kinds { get; } =
    [OperationKind.Invocation, OperationKind.ObjectCreation];

    public override void Look(OperationAnalysisContext seen)
    {
        if (RemedyOf(TextOrders.Of(seen.Operation)) is { } remedy)
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(
                    OrchestrationRules.Culture,
                    seen.Operation.Place(),
                    $"'{Shown(seen.Operation)}'",
                    remedy
                )
            );
        }
    }

    static string? RemedyOf(TextOrder order) =>
        order switch
        {
            TextOrder.Sorting or TextOrder.Sorted => "Pass StringComparer.Ordinal.",
            TextOrder.Comparing => "Use string.CompareOrdinal.",
            TextOrder.Searching => "Pass StringComparison.Ordinal.",
            TextOrder.None => null,
        };

    static string Shown(IOperation operation) =>
        operation switch
        {
            IInvocationOperation call => call.TargetMethod.Shown(),
            IObjectCreationOperation { Constructor: { } constructor } => constructor.Shown(),
            _ => operation.Syntax.ToString(),
        };
}

using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports contexts and handles of an orchestration in the code of an activity.</summary>
sealed class ContextCheck(Session session) : Check(session)
{
    public override CodeKind Where => CodeKind.Activity;

    public override ImmutableArray<OperationKind> Kinds { get; } =
    [
        OperationKind.LocalReference,
        OperationKind.ParameterReference,
        OperationKind.FieldReference,
        OperationKind.PropertyReference,
    ];

    public override void Look(OperationAnalysisContext seen)
    {
        if (Session.Types.IsContext(seen.Operation.Type) || Session.Types.IsDurable(seen.Operation.Type))
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(
                    ActivityRules.ContextInActivity,
                    seen.Operation.Syntax.GetLocation(),
                    $"'{seen.Operation.Syntax}'"
                )
            );
        }
    }
}

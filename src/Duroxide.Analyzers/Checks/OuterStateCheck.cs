using Microsoft.CodeAnalysis.Operations;

namespace Duroxide.Analyzers;

/// <summary>Reports what an orchestration changes and does not own: variables around its code, and members of the object that defines it.</summary>
sealed class OuterStateCheck(Session session) : Check(session)
{
    public override ImmutableArray<OperationKind> Kinds { get; } =
    [
        OperationKind.LocalReference,
        OperationKind.ParameterReference,
        OperationKind.FieldReference,
        OperationKind.PropertyReference,
    ];

    public override void Look(OperationAnalysisContext seen)
    {
        var outer = seen.Operation switch
        {
            ILocalReferenceOperation local when IsDeclaredAround(local.Local) => local.Local,
            IParameterReferenceOperation parameter when IsDeclaredAround(parameter.Parameter) => parameter.Parameter,
            IMemberReferenceOperation
            {
                Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            } member when IsOfTheDefinition(member, seen.ContainingSymbol) => member.Member,
            _ => (ISymbol?)null,
        };
        if (outer is not null && StateChanges.IsChangedWithin(seen.Operation))
        {
            seen.ReportDiagnostic(
                Diagnostic.Create(OrchestrationRules.OuterState, seen.Operation.Place(), $"'{outer.Name}'")
            );
        }
    }

    // A parameter of a primary constructor belongs to the object, which may be made for one run.
    bool IsDeclaredAround(ISymbol variable) =>
        variable.ContainingSymbol is IMethodSymbol owner
        && Session.Kinds.Of(owner) != CodeKind.Orchestration
        && !(owner.MethodKind == MethodKind.Constructor && Session.Kinds.IsMadeWithContext(owner.ContainingType));

    bool IsOfTheDefinition(IMemberReferenceOperation member, ISymbol owner) =>
        (owner as IMethodSymbol) is { ContainingType: { } type } method
            && !Session.Kinds.IsMadeWithContext(type)
            && Session.Definitions.IsCodeOf(method)
        || Definitions.IsInDefinition(member);
}

namespace Duroxide.Analyzers;

/// <summary>Reports what orchestration code does that cannot be replayed, and what its helpers do.</summary>
sealed class HazardCheck(Session session) : Check(session)
{
    static readonly ImmutableDictionary<string, string?> BehindCalls = ImmutableDictionary<string, string?>.Empty.Add(
        Rule.Path,
        ""
    );

    public override ImmutableArray<OperationKind> Kinds { get; } = [.. Hazards.Kinds.Union(Calls.Kinds)];

    public override void Look(OperationAnalysisContext seen)
    {
        if (Session.Hazards.Of(seen.Operation) is { } hazard)
        {
            seen.ReportDiagnostic(Diagnostic.Create(hazard.Rule, hazard.Place, hazard.What, hazard.Remedy));
        }
        var rules = new HashSet<string>();
        foreach (
            var reached in Calls.Of(seen.Operation, Session.Types).SelectMany(method => Session.Graph.From(method))
        )
        {
            if (rules.Add(reached.Hazard.Rule.Id))
            {
                seen.ReportDiagnostic(
                    Diagnostic.Create(
                        reached.Hazard.Rule,
                        seen.Operation.Place(),
                        [reached.Hazard.Place],
                        BehindCalls,
                        reached.Told,
                        reached.Hazard.Remedy
                    )
                );
            }
        }
    }
}

namespace Toygres.Orchestrations.Activities;

/// <summary>Claims several instances, all of them or none.</summary>
internal static class Claims
{
    public static Decision Decide(IReadOnlyList<Instance> rows, ClaimStep step)
    {
        var decisions = rows.Select(row => Lifecycle.Claim(row, step.Operation, step.At, [.. step.States])).ToList();
        return decisions.OfType<Decision.Refuse>().FirstOrDefault() is { } refused ? refused
            : decisions.OfType<Decision.Change>().ToList() is [var first, ..] changes
                ? first with
                {
                    Next = [.. changes.SelectMany(change => change.Next)],
                }
            : new Decision.Keep();
    }

    public static Outcome ToOutcome(Decision decision, string operation) =>
        decision is Decision.Refuse refused ? new Outcome.Refused(refused.Reason) : new Outcome.Done(operation);
}

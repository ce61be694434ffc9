namespace Duroxide.Testing;

/// <summary>One thing that an execution asked for and has an answer to.</summary>
/// <param name="Id">The event that asked for it.</param>
/// <param name="Operation">What it is.</param>
/// <param name="Outcome">The answer.</param>
public sealed record Answered(EventId Id, Operation Operation, Outcome Outcome)
{
    /// <summary>Shows the answer in words.</summary>
    public override string ToString() => $"#{Id}: {HistoryText.Naming(Operation)} {HistoryText.Of(Outcome)}";

    /// <summary>All answers that a history brings, in the order in which they came.</summary>
    internal static ValueList<Answered> In(Header header, IEnumerable<HistoryEvent> history)
    {
        var asked = new Dictionary<EventId, Operation>();
        var answers = new List<Answered>();
        var state = ExecutionState.Initial(header);
        foreach (var happened in history)
        {
            if (happened.Fact is Fact.Scheduled scheduled)
            {
                asked[happened.Id] = scheduled.Operation;
            }
            (state, var resolution) = Fold.Evolve(state, happened);
            if (resolution is not null && asked.TryGetValue(resolution.Of, out var operation))
            {
                answers.Add(new(resolution.Of, operation, resolution.Outcome));
            }
        }
        return answers.ToValueList();
    }
}

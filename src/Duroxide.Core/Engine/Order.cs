namespace Duroxide.Core;

/// <summary>Finds events of a history that cannot stand where they stand.</summary>
static class Order
{
    /// <summary>Refuses a history with a gap.</summary>
    /// <remarks>An id is the place of its event, by which a later one finds what it answers, so a gap is the trace of a loss.</remarks>
    public static void ThrowIfBroken(Header header, IReadOnlyList<HistoryEvent> history)
    {
        for (var index = 0; index < history.Count; index++)
        {
            var place = new EventId(index + 1);
            if (history[index].Id != place)
            {
                throw new CorruptHistoryException(header, history[index], $"stands where event {place} should be");
            }
        }
    }

    /// <summary>What is wrong with a fact as the next one of a state; null when it may be.</summary>
    public static string? Fault(ExecutionState state, Fact next) =>
        next switch
        {
            Fact.Started => state.Started is null ? null : "is a second start",
            Fact.Resolved resolved when state.Started is not null => Answers.Fit(state, resolved.Of, resolved.Outcome)
                ? null
            : state.Open.ContainsKey(resolved.Of) ? $"answers operation {resolved.Of}, which is of another kind"
            : $"answers operation {resolved.Of}, which is not open",
            Fact.Resolved or Fact.Scheduled or Fact.Applied or Fact.Arrived or Fact.Interrupted or Fact.Ended =>
                state.Started is null ? "stands where the start should be" : null,
        };
}

namespace Duroxide.Testing;

/// <summary>The answers of one history, given to another course of the same execution.</summary>
/// <remarks>Ids shift when the course changes, so an answer goes to the earliest open operation equal to the one it belonged to.</remarks>
sealed class RecordedAnswers(ValueList<HistoryEvent> history)
{
    readonly Func<EventId, Operation?> operation = Operations.In(history);

    /// <summary>What an event of the old history brings to the new course; null when it has no taker there.</summary>
    public Delivery? For(ExecutionId execution, Fact fact, ExecutionState state) =>
        fact is Fact.Resolved resolved
            ? Taker(resolved, state) is { } taker
                ? new Delivery.Answer(execution, taker, resolved.Outcome)
                : null
            : Arrivals.Of(execution, fact);

    EventId? Taker(Fact.Resolved resolved, ExecutionState state)
    {
        var asked = operation(resolved.Of);
        return state.Open.TryGetValue(resolved.Of, out var same) && same == asked
            ? resolved.Of
            : state.Open.Where(open => open.Value == asked).Select(open => (EventId?)open.Key).FirstOrDefault();
    }
}

namespace Duroxide.Core;

/// <summary>What a fork keeps of a history, and what comes to it anew.</summary>
/// <param name="Kept">The events that are kept, from the first on.</param>
/// <param name="Again">What came last and comes once more, so that the code reacts to it anew; null when all that came is kept.</param>
/// <param name="OpenChild">The call of a child that is open there and belongs to the execution that started it, so that no fork is possible; null for none.</param>
/// <param name="Now">The time of the last event that is kept or comes again.</param>
sealed record ForkPlan(ValueList<HistoryEvent> Kept, Fact? Again, EventId? OpenChild, Timestamp Now)
{
    /// <summary>The last event that is kept; <see cref="EventId.None"/> for none.</summary>
    public EventId Last => new(Kept.Count);

    /// <summary>What is open in the kept history and does not come again with its answer.</summary>
    public IEnumerable<KeyValuePair<EventId, Operation>> Open(Header header) =>
        Fold.Replay(header, Kept).Open.Where(open => (Again as Fact.Resolved)?.Of != open.Key);
}

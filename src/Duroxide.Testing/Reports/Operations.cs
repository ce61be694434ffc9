namespace Duroxide.Testing;

/// <summary>Finds the operation behind an event id in a history.</summary>
static class Operations
{
    public static Func<EventId, Operation?> In(ValueList<HistoryEvent> history) => id => Find(history, id)?.Operation;

    /// <summary>When an operation was asked for; null when the history does not have it.</summary>
    public static Timestamp? AskedAt(ValueList<HistoryEvent> history, EventId id) =>
        Find(history, id) is null ? null : history[(int)id.Value - 1].Time;

    // Event ids run from 1 without a gap, so an id is a position.
    static Fact.Scheduled? Find(ValueList<HistoryEvent> history, EventId id) =>
        id.Value > 0 && id.Value <= history.Count ? history[(int)id.Value - 1].Fact as Fact.Scheduled : null;
}

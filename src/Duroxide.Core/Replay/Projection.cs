namespace Duroxide.Core;

/// <summary>What the events of a turn change of that which clients can read: status and values.</summary>
static class Projection
{
    /// <summary>The last status that the turn set; null when it set none.</summary>
    public static StatusChange? Status(IReadOnlyList<HistoryEvent> delta) =>
        delta
            .Select(happened =>
                happened.Fact is Fact.Applied { Effect: Effect.SetStatus set } ? new StatusChange(set.Text) : null
            )
            .LastOrDefault(change => change is not null);

    /// <summary>Every key whose value is another than before the turn.</summary>
    public static ValueList<ValueChange> Values(ExecutionState before, ExecutionState after) =>
        before.Values == after.Values
            ? []
            : before
                .Values.Keys.Union(after.Values.Keys)
                .Order(StringComparer.Ordinal)
                .Where(key => before.Values.GetValueOrDefault(key) != after.Values.GetValueOrDefault(key))
                .Select(key => new ValueChange(key, after.Values.GetValueOrDefault(key)))
                .ToValueList();
}

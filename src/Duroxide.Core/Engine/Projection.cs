namespace Duroxide.Core;

/// <summary>What the events of a turn change of that which clients can read: status, values and tags.</summary>
static class Projection
{
    /// <summary>The last status that the turn set; null when it set none.</summary>
    public static StatusChange? Status(IReadOnlyList<HistoryEvent> delta)
    {
        for (var index = delta.Count - 1; index >= 0; index--)
        {
            if (delta[index].Fact is Fact.Applied { Effect: Effect.SetCustomStatus set })
            {
                return new StatusChange(set.Text);
            }
        }
        return null;
    }

    /// <summary>Every key whose value is another than before the turn.</summary>
    /// <remarks>Only the keys that the turn touched are looked at: an instance may hold many, and most turns touch none.</remarks>
    public static ValueList<ValueChange> Values(
        ExecutionState before,
        ExecutionState after,
        IReadOnlyList<HistoryEvent> delta
    ) =>
        !ChangeValues(delta)
            ? []
            : delta
                .SelectMany(happened => Touched(before, happened.Fact))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Where(key => before.Values.GetValueOrDefault(key) != after.Values.GetValueOrDefault(key))
                .Select(key => new ValueChange(key, after.Values.GetValueOrDefault(key)))
                .ToValueList();

    /// <summary>Every tag that is another than before the turn.</summary>
    public static ValueList<TagChange> Tags(
        ExecutionState before,
        ExecutionState after,
        IReadOnlyList<HistoryEvent> delta
    ) =>
        before.Tags == after.Tags
            ? []
            : delta
                .Select(happened => happened.Fact is Fact.Applied { Effect: Effect.SetTag set } ? set.Name : null)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Where(name => before.Tags.GetValueOrDefault(name) != after.Tags.GetValueOrDefault(name))
                .Select(name => new TagChange(name, after.Tags.GetValueOrDefault(name)))
                .ToValueList();

    static bool ChangeValues(IReadOnlyList<HistoryEvent> delta)
    {
        for (var index = 0; index < delta.Count; index++)
        {
            if (delta[index].Fact is Fact.Applied { Effect: Effect.SetValue or Effect.ClearValue })
            {
                return true;
            }
        }
        return false;
    }

    static IEnumerable<string> Touched(ExecutionState before, Fact fact) =>
        fact switch
        {
            Fact.Applied { Effect: Effect.SetValue set } => [set.Key],
            Fact.Applied { Effect: Effect.ClearValue { Key: { } key } } => [key],
            Fact.Applied { Effect: Effect.ClearValue } => before.Values.Keys,
            Fact.Started
            or Fact.Scheduled
            or Fact.Applied
            or Fact.Resolved
            or Fact.Arrived
            or Fact.Interrupted
            or Fact.Ended => [],
        };
}

namespace Duroxide.Testing;

/// <summary>Counts the ways that orchestrations take from one place to the next.</summary>
/// <remarks>What reaches an orchestration and changes nothing, as an event that nobody waits for, is no way.</remarks>
sealed class TransitionCounter
{
    // The count of a key is 0: it stands beside it.
    readonly Dictionary<Transition, long> seen = [];

    public void Add(TransitionCounter other)
    {
        foreach (var (way, count) in other.seen)
        {
            seen[way] = seen.GetValueOrDefault(way) + count;
        }
    }

    public void Add(Recording recording)
    {
        var operation = Operations.In(recording.History);
        var state = ExecutionState.Initial(recording.Header);
        var from = recording.Header.Execution == ExecutionId.First ? Place.Begin : Place.ContinuedAsNew;
        var effects = new List<string>();
        var hasActed = false;
        string? when = null;
        foreach (var happened in recording.History)
        {
            switch (happened.Fact)
            {
                case Fact.Applied { Effect: not Effect.Cancel }:
                    effects.Add(ShortNames.Asked(happened.Fact, operation));
                    break;
                case Fact.Scheduled or Fact.Applied or Fact.Ended:
                    hasActed = true;
                    break;
                case Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted:
                    from = Count(Place.Of(state));
                    when = ShortNames.Cause(happened.Fact, operation);
                    break;
            }
            state = Fold.Evolve(state, happened).State;
        }
        Count(Place.Of(state));

        Place Count(Place to)
        {
            if (when is null)
            {
                return from;
            }
            if (to != from || hasActed || effects.Count > 0)
            {
                var way = new Transition(recording.Header.Name, from, when, string.Join(", ", effects), to, 0);
                seen[way] = seen.GetValueOrDefault(way) + 1;
            }
            hasActed = false;
            effects.Clear();
            return to;
        }
    }

    public ValueList<Transition> Read() =>
        seen.Select(way => way.Key with { Count = way.Value })
            .OrderBy(way => way.Orchestration, StringComparer.Ordinal)
            .ThenBy(way => way.From.Kind)
            .ThenBy(way => $"{way.From}", StringComparer.Ordinal)
            .ThenBy(way => way.When, StringComparer.Ordinal)
            .ThenBy(way => way.Effects, StringComparer.Ordinal)
            .ThenBy(way => $"{way.To}", StringComparer.Ordinal)
            .ToValueList();
}

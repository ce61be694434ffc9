namespace Duroxide.Core;

/// <summary>Finds in a history where an ask broke a limit.</summary>
/// <remarks>
/// A refused ask left no event: where it was made, history continues with the closing sequence. A cancel is never refused,
/// or the first event of that sequence could be taken for it.
/// </remarks>
static class RecordedRefusal
{
    /// <summary>Whether the next event alone could be the first of a closing sequence.</summary>
    public static bool MayStandAt(ExecutionState state, IReadOnlyList<HistoryEvent> history, int position) =>
        position < history.Count
        && (
            state.Open.Count > 0
                ? history[position].Fact is Fact.Applied { Effect: Effect.Cancel { Of: var of } }
                    && of == state.Open.Keys.First()
                : history[position].Fact is Fact.Ended { Ending: Ending.Failed }
        );

    /// <summary>Whether all that is left of history is the closing sequence of a failure, or as much of it as there is.</summary>
    /// <remarks>Code that continues after a cancel was refused nothing, whatever the limits are by now.</remarks>
    public static bool StandsAt(ExecutionState state, IReadOnlyList<HistoryEvent> history, int position)
    {
        var open = state.Open.Count;
        var left = history.Count - position;
        return left <= open + 1
            && history
                .Skip(position)
                .Take(open)
                .Select(happened => happened.Fact)
                .SequenceEqual(state.Open.Keys.Take(left).Select(id => new Fact.Applied(new Effect.Cancel(id))))
            && history.Skip(position + open).All(happened => happened.Fact is Fact.Ended { Ending: Ending.Failed });
    }
}

namespace Duroxide.Testing;

/// <summary>Makes the moves of a failing run once more, for only code that goes the same way can be told by its moves.</summary>
static class Reproduction
{
    const int ContextLines = 6;

    /// <summary>The run itself when its moves lead to the same place again; otherwise a run that shows both courses.</summary>
    public static ScenarioRun Confirm(ScenarioRun run) =>
        IsInDoubt(run.Violation)
        && Difference(run.World, ScheduleRunner.Repeat(run.Scenario, run.Moves).World) is { } courses
            ? run with
            {
                Violation = Laws.Elsewhere(courses),
            }
            : run;

    /// <summary>Whether a violation may be another one the next time.</summary>
    /// <remarks>Code that leaves the durable world is seen by one proof or another, as threads have it; that it leaves is the finding.</remarks>
    public static bool IsInDoubt(Violation? violation) => violation?.Law is not (Laws.Deterministic or Laws.Durable);

    /// <summary>Both courses from where they part, as a table; null when they are the same.</summary>
    public static string? Difference(World one, World other)
    {
        foreach (var id in one.Instances.Keys.Union(other.Instances.Keys).Order())
        {
            var (first, second) = (Events(one, id), Events(other, id));
            var common = first.Zip(second).TakeWhile(pair => pair.First.Fact == pair.Second.Fact).Count();
            if (common < Math.Max(first.Count, second.Count))
            {
                var lines = Enumerable
                    .Range(common, Math.Min(ContextLines, Math.Max(first.Count, second.Count) - common))
                    .Select(index =>
                        DivergenceTable.Line(Id(first, second, index), Text(first, index), Text(second, index))
                    );
                return string.Join(
                    '\n',
                    lines.Prepend(DivergenceTable.Head("the first time", "the second time")).Prepend($"{id}:")
                );
            }
        }
        return null;
    }

    static List<(EventId Id, Fact Fact, ValueList<HistoryEvent> History)> Events(World world, InstanceId id) =>
        world.Instances.TryGetValue(id, out var instance)
            ? [.. instance.Recordings.SelectMany(r => r.History.Select(e => (e.Id, e.Fact, r.History)))]
            : [];

    static EventId? Id(
        List<(EventId Id, Fact Fact, ValueList<HistoryEvent> History)> first,
        List<(EventId Id, Fact Fact, ValueList<HistoryEvent> History)> second,
        int index
    ) => index < first.Count ? first[index].Id : second[index].Id;

    static string? Text(List<(EventId Id, Fact Fact, ValueList<HistoryEvent> History)> events, int index) =>
        index < events.Count ? HistoryText.Of(events[index].Fact, Operations.In(events[index].History)) : null;
}

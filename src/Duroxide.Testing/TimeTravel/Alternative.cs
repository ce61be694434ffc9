using System.Text;

namespace Duroxide.Testing;

/// <summary>The course that an execution takes when one of its events is another.</summary>
/// <param name="Original">The course that was recorded.</param>
/// <param name="Changed">The other course.</param>
/// <param name="FirstDifference">The first event after the changed one in which the two differ; null when none does.</param>
/// <param name="Divergence">Where the code departed from the changed history; null when it followed it.</param>
public sealed record Alternative(
    Recording Original,
    Recording Changed,
    EventId? FirstDifference,
    Divergence? Divergence
)
{
    /// <summary>How the changed course ended; null when it waits for something that was never recorded.</summary>
    public Ending? Ending =>
        Changed.History.Count > 0 && Changed.History[^1].Fact is Fact.Ended ended ? ended.Ending : null;

    /// <summary>Shows both courses side by side, from the last common event on.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var before = Operations.In(Original.History);
        var after = Operations.In(Changed.History);
        var common = Enumerable
            .Range(0, Math.Min(Original.History.Count, Changed.History.Count))
            .TakeWhile(index => Original.History[index].Fact == Changed.History[index].Fact)
            .Count();
        for (var index = common; index < Math.Max(Original.History.Count, Changed.History.Count); index++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"#{index + 1, -4} {Line(Original, index, before), -70} | {Line(Changed, index, after)}"
            );
        }
        return text.ToString();
    }

    internal static Alternative Of(Recording original, Programs programs, Limits limits, EventId id, Fact fact)
    {
        var place = (int)id.Value - 1;
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(id));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, original.History.Count, nameof(id));
        var header = original.Header with { Version = original.Version };
        var changed = original.History[place] with { Fact = fact };
        var fromOutside = Arrivals.Of(header.Execution, fact) is not null;
        ValueList<HistoryEvent> start = fromOutside
            ? [.. original.History.Take(place), changed]
            : [.. original.History.Take(place), changed, .. original.History.Skip(place + 1)];
        var execution = Execution.Resume(programs.Find(header).Create(), header, start, limits);
        var history = start.Concat(execution.Continue([]).Events).ToList();
        if (fromOutside)
        {
            var answers = new RecordedAnswers(original.History);
            foreach (var next in original.History.Skip(place + 1))
            {
                if (answers.For(header.Execution, next.Fact, execution.State) is { } delivery)
                {
                    history.AddRange(execution.Continue([new(next.Time, delivery)]).Events);
                }
            }
        }
        var course = new Recording(original.Header, history.ToValueList());
        return new(original, course, Differ(original.History, course.History, place + 1), execution.Divergence);
    }

    static EventId? Differ(ValueList<HistoryEvent> one, ValueList<HistoryEvent> other, int from)
    {
        for (var index = from; index < Math.Max(one.Count, other.Count); index++)
        {
            if (index >= one.Count || index >= other.Count || one[index].Fact != other[index].Fact)
            {
                return new EventId(index + 1);
            }
        }
        return null;
    }

    static string Line(Recording recording, int index, Func<EventId, Operation?> operation) =>
        index < recording.History.Count ? HistoryText.Of(recording.History[index].Fact, operation) : "-";
}

namespace Duroxide.Testing;

/// <summary>Runs an execution on another course: up to a place as recorded, then on with what else was recorded.</summary>
sealed class Course(Recording original, Programs programs, Limits limits)
{
    readonly Header header = original.Header with { Version = original.Version };

    ValueList<HistoryEvent> History => original.History;

    /// <summary>Another fact in place of a recorded one.</summary>
    public Alternative Change(int place, Fact fact)
    {
        var recorded = History[place].Fact;
        if (recorded.GetType() != fact.GetType() || (recorded as Fact.Resolved)?.Of != (fact as Fact.Resolved)?.Of)
        {
            throw new ArgumentException(
                $"Event {place + 1} is '{Text(recorded)}'. What takes its place must be of its kind, and an answer must be to the "
                    + "same operation; to make another change, leave it out or insert something behind it.",
                nameof(fact)
            );
        }
        var changed = History[place] with { Fact = fact };
        return IsFromOutside(fact)
            ? Run(header, [.. History.Take(place), changed], null, place + 1, place + 1)
            : Run(
                header,
                [.. History.Take(place), changed, .. History.Skip(place + 1)],
                null,
                History.Count,
                place + 1
            );
    }

    /// <summary>As if an arrival had never come.</summary>
    public Alternative LeaveOut(int place) =>
        IsFromOutside(History[place].Fact) && History[place].Fact is not Fact.Started
            ? Run(header, History.Take(place).ToValueList(), null, place + 1, place)
            : throw new ArgumentException(
                $"Event {place + 1} is '{Text(History[place].Fact)}'. Only what comes from outside, after the start, can be left out.",
                "id"
            );

    /// <summary>As if something had come behind an event.</summary>
    public Alternative Insert(int place, Fact fact)
    {
        var start = History.Take(place + 1).ToValueList();
        var open = Fold.Replay(header, start).Open;
        if (
            !IsFromOutside(fact)
            || fact is Fact.Started
            || fact is Fact.Resolved resolved && !open.ContainsKey(resolved.Of)
        )
        {
            throw new ArgumentException(
                $"'{Text(fact)}' cannot come behind event {place + 1}: what is inserted comes from outside, and answers what is open. "
                    + $"Open are: {string.Join(", ", open.Select(one => $"#{one.Key} {HistoryText.Naming(one.Value)}").DefaultIfEmpty("none"))}.",
                nameof(fact)
            );
        }
        return Run(header, start, new(History[place].Time, Arrivals.Of(header.Execution, fact)!), place + 1, place + 1);
    }

    /// <summary>As if the execution had started with another input.</summary>
    public Alternative ChangeInput(string input) => Run(header with { Input = input }, [], null, 0, 0);

    bool IsFromOutside(Fact fact) => Arrivals.Of(header.Execution, fact) is not null;

    string Text(Fact fact) => HistoryText.Of(fact, Operations.In(History));

    // From a place on, what was recorded comes where it fits.
    Alternative Run(Header begun, ValueList<HistoryEvent> start, Arrival? inserted, int rest, int differ)
    {
        var execution = Execution.Resume(programs.Find(begun).Create(), begun, start, limits);
        var history = start.Concat(execution.Continue(inserted is null ? [] : [inserted]).Events).ToList();
        var answers = new RecordedAnswers(History);
        foreach (var next in History.Skip(rest))
        {
            if (answers.For(begun.Execution, next.Fact, execution.State) is { } delivery)
            {
                history.AddRange(execution.Continue([new(next.Time, delivery)]).Events);
            }
        }
        var course = new Recording(begun with { Version = original.Header.Version }, history.ToValueList());
        return new(original, course, Differ(course.History, differ), execution.Divergence);
    }

    EventId? Differ(ValueList<HistoryEvent> other, int from)
    {
        for (var index = from; index < Math.Max(History.Count, other.Count); index++)
        {
            if (index >= History.Count || index >= other.Count || History[index].Fact != other[index].Fact)
            {
                return new EventId(index + 1);
            }
        }
        return null;
    }
}

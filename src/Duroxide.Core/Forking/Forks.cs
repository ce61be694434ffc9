namespace Duroxide.Core;

/// <summary>Finds where a history can be forked, and what a fork keeps of it.</summary>
/// <remarks>
/// A history is what came from outside, each with what the code asked for in reaction. A fork before something that came
/// keeps all before it. A fork before something that the code asked for, or before its end, keeps what was before the
/// reaction, and what the code reacted to comes once more: so the present code decides anew what to ask for.
/// </remarks>
sealed class Forks
{
    readonly Header header;
    readonly ValueList<HistoryEvent> history;
    readonly Dictionary<EventId, Operation> operations = [];

    // The first two children that are open after so many events.
    readonly List<(EventId? First, EventId? Second)> children = [(null, null)];

    /// <summary>Looks through a history.</summary>
    public Forks(Header header, ValueList<HistoryEvent> history)
    {
        (this.header, this.history) = (header, history);
        var open = new SortedSet<EventId>();
        foreach (var happened in history)
        {
            Follow(happened, open);
            var two = open.Take(2).ToList();
            children.Add((two.Count > 0 ? two[0] : null, two.Count > 1 ? two[1] : null));
        }
    }

    /// <summary>Where a fork begins that repairs what ended: before what ended the execution from outside, or before its last reaction; at the end of one that has not ended.</summary>
    public EventId Default =>
        history.FirstOrDefault(happened => happened.Fact is Fact.Interrupted or Fact.Ended)?.Id
        ?? new EventId(history.Count + 1);

    /// <summary>The last event before which a fork can be asked for: the ending, or else the one that comes next.</summary>
    public EventId Latest => new(HasEnded ? history.Count : history.Count + 1);

    bool HasEnded => history.Count > 0 && history[^1].Fact is Fact.Ended;

    /// <summary>What a fork before an event keeps; null when there is no such event.</summary>
    public ForkPlan? Before(EventId id)
    {
        if (id.Value < 1 || id > Latest)
        {
            return null;
        }
        var (kept, again) = Cut((int)id.Value - 1);
        var last = again is null ? kept : kept + 1;
        return new(
            history.Take(kept).ToValueList(),
            again,
            OpenChild(kept, again),
            last == 0 ? default : history[last - 1].Time
        );
    }

    /// <summary>Why no fork is possible before an event, and where one is; null when it is possible.</summary>
    /// <param name="before">The event; null for <see cref="Default"/>.</param>
    public string? Refusal(EventId? before)
    {
        var id = before ?? Default;
        if (Before(id) is not { } plan)
        {
            return ForkText.NoEvent(header, this, id);
        }
        return plan.OpenChild is { } asked
            ? ForkText.OpenChild(header, this, id, asked, (Operation.SubOrchestration)operations[asked])
            : null;
    }

    /// <summary>The nearest event before an event before which a fork is possible; null when there is none.</summary>
    public EventId? PossibleBefore(EventId id) => Possible(id.Value - 1, step: -1);

    /// <summary>The nearest event behind an event before which a fork is possible; null when there is none.</summary>
    public EventId? PossibleAfter(EventId id) => Possible(id.Value + 1, step: 1);

    EventId? Possible(long from, int step)
    {
        for (var id = from; id >= 1 && id <= Latest.Value; id += step)
        {
            var (kept, again) = Cut((int)id - 1);
            if (OpenChild(kept, again) is null)
            {
                return new EventId(id);
            }
        }
        return null;
    }

    // How many events are kept before a place, and what comes again.
    (int Kept, Fact? Again) Cut(int place)
    {
        // One that was cancelled before it began has nothing to go on from.
        if (history.Count == 0 || history[0].Fact is Fact.Started { Cancelled: not null })
        {
            return (0, null);
        }
        if (place == history.Count || Came(history[place].Fact))
        {
            return (place, null);
        }
        for (var index = place - 1; index > 0; index--)
        {
            if (history[index].Fact is Fact.Resolved or Fact.Arrived)
            {
                return (index, history[index].Fact);
            }
        }
        return (0, null);
    }

    static bool Came(Fact fact) =>
        fact is Fact.Resolved or Fact.Arrived or Fact.Interrupted { Cause: Interruption.CancelRequested };

    // A child whose answer comes again is open no more; any other one stands for all that are.
    EventId? OpenChild(int kept, Fact? again)
    {
        var (first, second) = children[kept];
        return first is { } id && (again as Fact.Resolved)?.Of == id ? second : first;
    }

    void Follow(HistoryEvent happened, SortedSet<EventId> open)
    {
        if (happened.Fact is Fact.Scheduled scheduled)
        {
            operations.Add(happened.Id, scheduled.Operation);
        }
        switch (happened.Fact)
        {
            case Fact.Scheduled { Operation: Operation.SubOrchestration }:
                open.Add(happened.Id);
                break;
            case Fact.Resolved resolved:
                open.Remove(resolved.Of);
                break;
            case Fact.Applied { Effect: Effect.Cancel cancel }:
                open.Remove(cancel.Of);
                break;
            case Fact.Started or Fact.Scheduled or Fact.Applied or Fact.Arrived or Fact.Interrupted or Fact.Ended:
                break;
        }
    }
}

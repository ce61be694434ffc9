namespace Duroxide.Core;

public sealed partial class Execution : IProgramHost
{
    readonly SortedSet<EventId> unread = [];
    readonly HashSet<EventId> givenBack = [];
    readonly Dictionary<string, bool> patched = new(StringComparer.Ordinal);
    readonly List<TraceLine> suspected = [];
    int asks;
    int guids;

    /// <inheritdoc />
    public SemanticVersion Version =>
        State.Started?.Version
        ?? Header.Version
        ?? throw new InvalidOperationException(
            $"The version of instance '{Header.Instance}' is not known. Resolve it before its first turn."
        );

    /// <inheritdoc />
    public bool IsReplaying { get; private set; }

    /// <inheritdoc />
    public Timestamp Now => State.LastTime;

    /// <inheritdoc />
    public ValueMap<string, StoredValue> Values => State.Values;

    /// <inheritdoc />
    public string? Status => State.Status;

    /// <inheritdoc />
    public EventId Ask(Operation operation) => Emit(new Fact.Scheduled(operation));

    /// <inheritdoc />
    public void Do(Effect effect)
    {
        if (effect is Effect.Cancel cancel && !CanCancel(cancel.Of))
        {
            return;
        }
        Emit(new Fact.Applied(effect));
        if (effect is Effect.Cancel { Of: var of } && unread.Remove(of))
        {
            givenBack.Add(of);
        }
    }

    /// <inheritdoc />
    public void Finish(Ending ending) => Close(ending);

    /// <inheritdoc />
    public void GiveUp(Failure failure)
    {
        if (closed)
        {
            return;
        }
        var cause = new Interruption.SystemFailed(failure);
        if (position == recorded.Count)
        {
            Advance(Append(new Fact.Interrupted(cause), Now), isNew: true);
            Close(EndingOf(cause));
        }
        else if (recorded[position] is { Fact: Fact.Interrupted { Cause: Interruption.SystemFailed before } } next)
        {
            position++;
            Advance(next, isNew: false);
            Close(EndingOf(before));
        }
        else
        {
            // The rest of history cannot be met any more, but that is not what is wrong with the code.
            proof = cause;
            Depart(recorded[position], new Fact.Interrupted(cause));
        }
    }

    /// <inheritdoc />
    public void Read(EventId wait) => unread.Remove(wait);

    /// <inheritdoc />
    public bool Patched(string patch)
    {
        if (State.Patches.ContainsKey(patch))
        {
            return true;
        }
        if (patched.TryGetValue(patch, out var known))
        {
            return known;
        }
        // Where history goes on without the mark, this execution passed the spot with the old code.
        var mark = new Fact.Applied(new Effect.Patch(patch));
        var isNew =
            position == recorded.Count
            || IsMark(recorded[position], patch)
            || RefusedBefore(recorded[position], mark) is not null;
        patched[patch] = isNew;
        if (isNew)
        {
            Emit(mark);
        }
        return isNew;
    }

    /// <inheritdoc />
    public void DeprecatePatch(string patch)
    {
        if (position < recorded.Count && IsMark(recorded[position], patch))
        {
            Emit(new Fact.Applied(new Effect.Patch(patch)));
        }
    }

    /// <inheritdoc />
    public InstanceId ChildInstance(EventId id, Operation.SubOrchestration child) => ChildIds.Of(Header, id, child);

    /// <inheritdoc />
    public Guid NewGuid() => DeterministicGuid.Of(Header, State.LastId, ++guids);

    /// <inheritdoc />
    public void Trace(TraceLine line)
    {
        if (IsReplaying && line.Source == TraceSource.Watch)
        {
            suspected.Add(line);
        }
        else if (!IsReplaying && (!closed || line.Source == TraceSource.Watch))
        {
            traces.Add(line);
        }
    }

    // An ask matches what history has next, or is checked against the limits and appended; either way it is then applied.
    EventId Emit(Fact fact)
    {
        if (closed)
        {
            Refused(fact);
            return EventId.None;
        }
        if (position < recorded.Count)
        {
            return Meet(recorded[position], fact);
        }
        if (closing is null && Refusal(fact) is { } refusal)
        {
            Close(new Ending.Failed(refusal));
            return EventId.None;
        }
        asks++;
        var happened = Append(fact, Now);
        Advance(happened, isNew: true);
        return happened.Id;
    }

    EventId Meet(HistoryEvent next, Fact fact)
    {
        if (Matching.Same(next.Fact, fact))
        {
            asks++;
            position++;
            Advance(next, isNew: false);
            return next.Id;
        }
        if (closing is null && RefusedBefore(next, fact) is { } refusal)
        {
            Close(new Ending.Failed(refusal));
        }
        else
        {
            Depart(next, fact);
        }
        return EventId.None;
    }

    // An ask that broke a limit left no event: where it was made, history goes on with the closing sequence. A cancel is
    // never refused, or the first event of that sequence could be taken for it.
    Failure? RefusedBefore(HistoryEvent next, Fact fact)
    {
        var closesHere =
            State.Open.Count > 0
                ? next.Fact is Fact.Applied { Effect: Effect.Cancel { Of: var of } } && of == State.Open.Keys.First()
                : next.Fact is Fact.Ended { Ending: Ending.Failed };
        return closesHere && Refusal(fact) is { } refusal && OnlyCloses() ? refusal : null;
    }

    // Whether all that is left of history is the closing sequence of a failure, or as much of it as there is. Code that
    // goes on after a cancel was refused nothing, whatever the limits are by now.
    bool OnlyCloses()
    {
        var open = State.Open.Count;
        var left = recorded.Skip(position).Select(happened => happened.Fact).ToList();
        return left.Count <= open + 1
            && left.Take(open)
                .SequenceEqual(State.Open.Keys.Take(left.Count).Select(id => new Fact.Applied(new Effect.Cancel(id))))
            && left.Skip(open).All(fact => fact is Fact.Ended { Ending: Ending.Failed });
    }

    Failure? Refusal(Fact fact) =>
        fact is Fact.Applied { Effect: Effect.Cancel }
            ? null
            : LimitCheck.RefuseRun(limits, asks + 1) ?? LimitCheck.Refuse(limits, Header, State, fact);

    bool CanCancel(EventId of) => State.Open.ContainsKey(of) || unread.Contains(of);

    static bool IsMark(HistoryEvent happened, string patch) =>
        happened.Fact is Fact.Applied { Effect: Effect.Patch mark } && mark.Id == patch;
}

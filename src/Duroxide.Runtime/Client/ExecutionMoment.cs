namespace Duroxide;

/// <summary>An execution right after one of its events, by the fold of its history alone; it never changes.</summary>
public sealed class ExecutionMoment
{
    const int InputLength = 100;

    readonly Header header;
    readonly ValueMap<EventId, Timestamp> asked;
    readonly IReadOnlyList<QueuedActivity> queued;

    ExecutionMoment(
        Header header,
        ExecutionState state,
        ValueMap<EventId, Timestamp> asked,
        IReadOnlyList<QueuedActivity> queued
    )
    {
        (this.header, State, this.asked) = (header, state, asked);
        this.queued = queued;
    }

    /// <summary>The instance.</summary>
    public InstanceId Instance => header.Instance;

    /// <summary>Which of its executions.</summary>
    public ExecutionId Execution => header.Execution;

    /// <summary>The last event that it knows of; <see cref="EventId.None"/> before the first one.</summary>
    public EventId Event => State.LastId;

    /// <summary>How large the history up to that event is with what the execution started from, in UTF-8 bytes: what a moment that is kept may hold.</summary>
    public long Bytes => State.HistoryBytes + HistorySize.Of(header);

    /// <summary>The state after that event: open operations, values, tags, status, messages.</summary>
    public ExecutionState State { get; }

    /// <summary>What the execution has asked for and not been answered, in that order; empty when it has ended.</summary>
    public IReadOnlyList<InstanceWait> Waits =>
        State.Ending is null ? [.. State.Open.Select(entry => Wait(entry.Key, entry.Value))] : [];

    /// <summary>The beginning of an execution.</summary>
    internal static ExecutionMoment Of(Header header) => new(header, Fold.Replay(header, []), default, []);

    /// <summary>Whether it is of the execution that began so.</summary>
    internal bool IsOf(Header other) =>
        (header.Instance, header.Execution, header.Nonce) == (other.Instance, other.Execution, other.Nonce);

    /// <summary>The moment after the events that follow.</summary>
    internal ExecutionMoment After(IEnumerable<HistoryEvent> events)
    {
        var (state, since) = (State, asked);
        foreach (var happened in events)
        {
            state = Fold.Evolve(state, happened).State;
            since = happened.Fact is Fact.Scheduled ? since.Set(happened.Id, happened.Time) : since;
        }
        since = since.Keys.Where(id => !state.Open.ContainsKey(id)).Aggregate(since, (all, id) => all.Remove(id));
        return new(header, state, since, []);
    }

    /// <summary>The same moment, with what the queue of activities knows of those that are open.</summary>
    internal ExecutionMoment With(IReadOnlyList<QueuedActivity> activities) => new(header, State, asked, activities);

    InstanceWait Wait(EventId id, Operation operation)
    {
        var since = asked[id];
        InstanceWait Of(WaitKind kind, string name) => new(kind, id, name, since.ToDateTimeOffset());
        return operation switch
        {
            Operation.Activity activity => Taken(
                Of(WaitKind.Activity, activity.Name) with
                {
                    Input = Beginning.Told(activity.Input, InputLength),
                    Attempt = activity.Attempt,
                }
            ),
            Operation.Timer timer => Of(WaitKind.Timer, "") with { Due = since.Plus(timer.Delay).ToDateTimeOffset() },
            Operation.Event wait => Of(WaitKind.Event, wait.Name),
            Operation.Message wait => Of(WaitKind.Message, wait.Queue),
            Operation.SubOrchestration child => Of(WaitKind.SubOrchestration, child.Name) with
            {
                Input = Beginning.Told(child.Input, InputLength),
                Child = ChildIds.Of(header, id, child),
            },
        };
    }

    InstanceWait Taken(InstanceWait wait) =>
        queued.FirstOrDefault(activity => activity.Execution == header.Execution && activity.Id == wait.Id) is { } found
            ? wait with
            {
                Taken = found.Attempts,
                IsLeased = found.IsLeased,
            }
            : wait;
}

namespace Duroxide.Runtime;

/// <summary>What an execution waits for, by the fold of its history, a part of it at a time.</summary>
sealed class OpenWaits(Header header, IReadOnlyList<QueuedActivity> queued)
{
    const int InputLength = 100;

    readonly Dictionary<EventId, QueuedActivity> queued = queued
        .Where(activity => activity.Execution == header.Execution)
        .ToDictionary(activity => activity.Id);

    readonly Dictionary<EventId, Timestamp> asked = [];
    ExecutionState state = Fold.Replay(header, []);

    /// <summary>Goes on with the events that follow.</summary>
    public void Add(IEnumerable<HistoryEvent> events)
    {
        foreach (var happened in events)
        {
            state = Fold.Evolve(state, happened).State;
            if (happened.Fact is Fact.Scheduled)
            {
                asked[happened.Id] = happened.Time;
            }
        }
        foreach (var answered in asked.Keys.Where(id => !state.Open.ContainsKey(id)).ToList())
        {
            asked.Remove(answered);
        }
    }

    /// <summary>What is open, in the order in which it was asked for.</summary>
    public IReadOnlyList<InstanceWait> Open =>
        state.Ending is null ? [.. state.Open.Select(entry => Wait(entry.Key, entry.Value))] : [];

    InstanceWait Wait(EventId id, Operation operation)
    {
        var since = asked[id];
        InstanceWait Of(WaitKind kind, string name) => new(kind, id, name, since.ToDateTimeOffset());
        return operation switch
        {
            Operation.Activity activity => Of(WaitKind.Activity, activity.Name) with
            {
                Input = Cut(activity.Input),
                Attempt = activity.Attempt,
                Taken = queued.GetValueOrDefault(id)?.Attempts ?? 0,
                IsLeased = queued.GetValueOrDefault(id)?.IsLeased ?? false,
            },
            Operation.Timer timer => Of(WaitKind.Timer, "") with { Due = since.Plus(timer.Delay).ToDateTimeOffset() },
            Operation.Event wait => Of(WaitKind.Event, wait.Name),
            Operation.Message wait => Of(WaitKind.Message, wait.Queue),
            Operation.SubOrchestration child => Of(WaitKind.SubOrchestration, child.Name) with
            {
                Input = Cut(child.Input),
                Child = ChildIds.Of(header, id, child),
            },
        };
    }

    static string Cut(string input) => input.Length <= InputLength ? input : input[..InputLength] + "…";
}

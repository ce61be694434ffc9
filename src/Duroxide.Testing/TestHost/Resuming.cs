namespace Duroxide.Testing;

/// <summary>Puts a recorded instance into a world, with what was under way when the recording ended.</summary>
static class Resuming
{
    public static World Put(World world, IReadOnlyList<Recording> recordings)
    {
        var last = recordings[^1];
        var header = last.Header with { Version = last.Version };
        var state = Fold.Replay(header, last.History);
        var instance = new InstanceState(header, new(state.LastTime, new Delivery.Start()))
        {
            Past = recordings.Take(recordings.Count - 1).ToValueList(),
            History = last.History,
            State = state,
            Inbox = last.History.Count == 0 ? [new(world.Now, new Delivery.Start())] : [],
            Activities = Activities(header, state),
            Timers = Timers(state, last.History),
        };
        var now = last.History.Count == 0 ? world.Now : state.LastTime;
        // A turn without arrivals asks for what the code had not yet asked for at this point.
        return (world with { Now = now }).Put(instance).Turn(header.Instance, most: 0);
    }

    static ValueMap<EventId, ActivityCall> Activities(Header header, ExecutionState state) =>
        state
            .Open.Where(open => open.Value is Operation.Activity)
            .Aggregate(
                ValueMap<EventId, ActivityCall>.Empty,
                (calls, open) => calls.Set(open.Key, new(header, open.Key, (Operation.Activity)open.Value))
            );

    static ValueMap<EventId, Timestamp> Timers(ExecutionState state, ValueList<HistoryEvent> history) =>
        state
            .Open.Where(open => open.Value is Operation.Timer)
            .Aggregate(
                ValueMap<EventId, Timestamp>.Empty,
                (timers, open) =>
                    timers.Set(
                        open.Key,
                        (Operations.AskedAt(history, open.Key) ?? state.LastTime).Plus(
                            ((Operation.Timer)open.Value).Delay
                        )
                    )
            );
}

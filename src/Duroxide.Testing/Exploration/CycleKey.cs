namespace Duroxide.Testing;

/// <summary>A state without what counts how often it was there before: the numbers of executions, and what lies behind.</summary>
sealed record CycleKey(Timestamp Now, ulong Given, ValueList<CycleKey.OfInstance> Instances)
{
    /// <summary>Whether some instance is at the beginning of an execution that is not its first.</summary>
    public static bool IsComparable(ScenarioState state) =>
        state.World.Instances.Values.Any(instance => instance.Past.Count > 0 && instance.History.Count == 0);

    public static CycleKey Of(ScenarioState state) =>
        new(state.World.Now, state.Given, state.World.Instances.Values.Select(OfInstance.Of).ToValueList());

    /// <summary>What decides how one instance continues.</summary>
    internal sealed record OfInstance(
        Header Header,
        ValueList<HistoryEvent> History,
        ValueList<Arrival> Inbox,
        ValueList<Arrival> Held,
        ValueList<ActivityCall> Activities,
        ValueMap<EventId, Timestamp> Timers
    )
    {
        public static OfInstance Of(InstanceState instance) =>
            new(
                instance.Header with
                {
                    Execution = ExecutionId.First,
                },
                instance.History,
                instance.Inbox.Select(Anonymous).ToValueList(),
                instance.Held,
                instance.Activities.Values.Select(call => call with { Execution = ExecutionId.First }).ToValueList(),
                instance.Timers
            );

        static Arrival Anonymous(Arrival arrival) =>
            arrival.Delivery is Delivery.Answer answer
                ? arrival with
                {
                    Delivery = answer with { Execution = ExecutionId.First },
                }
                : arrival;
    }
}

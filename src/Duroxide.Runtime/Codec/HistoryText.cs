namespace Duroxide.Runtime;

/// <summary>A history in the field's words, for people.</summary>
public static class HistoryText
{
    /// <summary>Names each event of a whole history: what resolved or was cancelled takes its name from its schedule.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<HistoryEvent> history)
    {
        var scheduled = history
            .Where(happened => happened.Fact is Fact.Scheduled)
            .ToDictionary(happened => happened.Id, happened => ((Fact.Scheduled)happened.Fact).Operation);
        return [.. history.Select(happened => Name(happened.Fact, scheduled))];
    }

    static string Name(Fact fact, Dictionary<EventId, Operation> scheduled) =>
        fact switch
        {
            Fact.Started => WireKinds.OrchestrationStarted,
            Fact.Scheduled { Operation: var operation } => Name(operation),
            Fact.Applied { Effect: var effect } => Name(effect, scheduled),
            Fact.Resolved resolved => Resolved(scheduled.GetValueOrDefault(resolved.Of), resolved.Outcome),
            Fact.Arrived { Channel: Channel.Event } => WireKinds.EventRaised,
            Fact.Arrived => WireKinds.QueueMessageDelivered,
            Fact.Interrupted { Cause: var cause } => Name(cause),
            Fact.Ended { Ending: var ending } => Name(ending),
        };

    static string Name(Operation operation) =>
        operation switch
        {
            Operation.Activity => WireKinds.ActivityScheduled,
            Operation.Timer => WireKinds.TimerCreated,
            Operation.Event => WireKinds.EventSubscribed,
            Operation.Message => WireKinds.QueueSubscribed,
            Operation.SubOrchestration => WireKinds.SubOrchestrationScheduled,
        };

    static string Name(Effect effect, Dictionary<EventId, Operation> scheduled) =>
        effect switch
        {
            Effect.Cancel cancel => Cancelled(scheduled.GetValueOrDefault(cancel.Of)),
            Effect.StartOrchestration => WireKinds.OrchestrationChained,
            Effect.SetCustomStatus => WireKinds.CustomStatusUpdated,
            Effect.SetValue => WireKinds.KeyValueSet,
            Effect.ClearValue => WireKinds.KeyValueCleared,
            Effect.ClearValues => WireKinds.KeyValuesCleared,
            Effect.Patch => WireKinds.PatchApplied,
        };

    static string Resolved(Operation? operation, Outcome outcome) =>
        (operation, outcome) switch
        {
            (_, Outcome.Fired) => WireKinds.TimerFired,
            (Operation.Activity, Outcome.Succeeded) => "ActivityCompleted",
            (Operation.Activity, Outcome.Failed) => "ActivityFailed",
            (Operation.SubOrchestration, Outcome.Succeeded) => "SubOrchestrationCompleted",
            (Operation.SubOrchestration, Outcome.Failed) => "SubOrchestrationFailed",
            (_, Outcome.Succeeded) => WireKinds.OperationCompleted,
            (_, Outcome.Failed) => WireKinds.OperationFailed,
        };

    static string Cancelled(Operation? operation) =>
        operation switch
        {
            null => WireKinds.OperationCancelled,
            Operation.Activity => "ActivityCancelRequested",
            Operation.Timer => "TimerCancelled",
            Operation.Event => "EventUnsubscribed",
            Operation.Message => "QueueUnsubscribed",
            Operation.SubOrchestration => "SubOrchestrationCancelRequested",
        };

    static string Name(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested => WireKinds.OrchestrationCancelRequested,
            Interruption.Diverged => WireKinds.OrchestrationDiverged,
            Interruption.SystemFailed => WireKinds.OrchestrationGivenUp,
        };

    static string Name(Ending ending) =>
        ending switch
        {
            Ending.Completed => WireKinds.OrchestrationCompleted,
            Ending.Failed => WireKinds.OrchestrationFailed,
            Ending.ContinuedAsNew => WireKinds.OrchestrationContinuedAsNew,
        };
}

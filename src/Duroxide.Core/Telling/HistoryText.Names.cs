namespace Duroxide.Core;

public static partial class HistoryText
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
            Fact.Started => "OrchestrationStarted",
            Fact.Scheduled { Operation: var operation } => Name(operation),
            Fact.Applied { Effect: var effect } => Name(effect, scheduled),
            Fact.Resolved resolved => Resolved(scheduled.GetValueOrDefault(resolved.Of), resolved.Outcome),
            Fact.Arrived { Channel: Channel.Event } => "EventRaised",
            Fact.Arrived => "QueueMessageDelivered",
            Fact.Interrupted { Cause: var cause } => Name(cause),
            Fact.Ended { Ending: var ending } => Name(ending),
        };

    static string Name(Operation operation) =>
        operation switch
        {
            Operation.Activity => "ActivityScheduled",
            Operation.Timer => "TimerCreated",
            Operation.Event => "EventSubscribed",
            Operation.Message => "QueueSubscribed",
            Operation.SubOrchestration => "SubOrchestrationScheduled",
        };

    static string Name(Effect effect, Dictionary<EventId, Operation> scheduled) =>
        effect switch
        {
            Effect.Cancel cancel => Cancelled(scheduled.GetValueOrDefault(cancel.Of)),
            Effect.StartOrchestration => "OrchestrationChained",
            Effect.Send { Channel: Channel.Event } => "EventSent",
            Effect.Send => "QueueMessageSent",
            Effect.SetCustomStatus => "CustomStatusUpdated",
            Effect.SetTag => "TagChanged",
            Effect.SetValue => "KeyValueSet",
            Effect.ClearValue { Key: null } => "KeyValuesCleared",
            Effect.ClearValue => "KeyValueCleared",
            Effect.Patch => "PatchApplied",
        };

    static string Resolved(Operation? operation, Outcome outcome) =>
        (operation, outcome) switch
        {
            (_, Outcome.Fired) => "TimerFired",
            (Operation.Activity, Outcome.Succeeded) => "ActivityCompleted",
            (Operation.Activity, Outcome.Failed) => "ActivityFailed",
            (Operation.SubOrchestration, Outcome.Succeeded) => "SubOrchestrationCompleted",
            (Operation.SubOrchestration, Outcome.Failed) => "SubOrchestrationFailed",
            (_, Outcome.Succeeded) => "OperationCompleted",
            (_, Outcome.Failed) => "OperationFailed",
        };

    static string Cancelled(Operation? operation) =>
        operation switch
        {
            null => "OperationCancelled",
            Operation.Activity => "ActivityCancelRequested",
            Operation.Timer => "TimerCancelled",
            Operation.Event => "EventUnsubscribed",
            Operation.Message => "QueueUnsubscribed",
            Operation.SubOrchestration => "SubOrchestrationCancelRequested",
        };

    static string Name(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested => "OrchestrationCancelRequested",
            Interruption.Diverged => "OrchestrationDiverged",
            Interruption.GivenUp => "OrchestrationGivenUp",
        };

    static string Name(Ending ending) =>
        ending switch
        {
            Ending.Completed => "OrchestrationCompleted",
            Ending.Failed => "OrchestrationFailed",
            Ending.ContinuedAsNew => "OrchestrationContinuedAsNew",
        };
}

namespace Duroxide.Runtime;

/// <summary>The words that say what a stored object is: never to be changed, and so literals that no renaming reaches. A new one needs a new framework version.</summary>
/// <remarks>
/// They are the field's words where the fact alone tells which one holds. Whether an operation that completed was an
/// activity or a child is known by its schedule only, so the stored word is neutral, and <see cref="Core.HistoryText"/> shows
/// the exact one.
/// </remarks>
static class WireKinds
{
    public const string OrchestrationStarted = "OrchestrationStarted";
    public const string OrchestrationCompleted = "OrchestrationCompleted";
    public const string OrchestrationFailed = "OrchestrationFailed";
    public const string OrchestrationContinuedAsNew = "OrchestrationContinuedAsNew";

    public const string ActivityScheduled = "ActivityScheduled";
    public const string TimerCreated = "TimerCreated";
    public const string EventSubscribed = "EventSubscribed";
    public const string QueueSubscribed = "QueueSubscribed";
    public const string SubOrchestrationScheduled = "SubOrchestrationScheduled";

    public const string OperationCompleted = "OperationCompleted";
    public const string OperationFailed = "OperationFailed";
    public const string TimerFired = "TimerFired";
    public const string EventRaised = "EventRaised";
    public const string QueueMessageDelivered = "QueueMessageDelivered";

    public const string OperationCancelled = "OperationCancelled";
    public const string OrchestrationChained = "OrchestrationChained";
    public const string EventSent = "EventSent";
    public const string QueueMessageSent = "QueueMessageSent";
    public const string CustomStatusUpdated = "CustomStatusUpdated";
    public const string TagChanged = "TagChanged";
    public const string KeyValueSet = "KeyValueSet";
    public const string KeyValueCleared = "KeyValueCleared";
    public const string KeyValuesCleared = "KeyValuesCleared";
    public const string PatchApplied = "PatchApplied";

    public const string OrchestrationCancelRequested = "OrchestrationCancelRequested";
    public const string OrchestrationDiverged = "OrchestrationDiverged";
    public const string OrchestrationGivenUp = "OrchestrationGivenUp";

    public const string OrchestrationStartRequested = "OrchestrationStartRequested";

    public const string Infrastructure = "Infrastructure";
    public const string Configuration = "Configuration";
    public const string Application = "Application";
    public const string Poison = "Poison";

    public const string Orchestration = "Orchestration";
    public const string Activity = "Activity";
    public const string UnreadableHistory = "UnreadableHistory";
}

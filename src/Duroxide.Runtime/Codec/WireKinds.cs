namespace Duroxide.Runtime;

/// <summary>The words that say what a stored object is: never to be changed.</summary>
/// <remarks>
/// They are the field's words where the fact alone tells which one holds. Whether an operation that completed was an
/// activity or a child is known by its schedule only, so the stored word is neutral, and <see cref="Core.HistoryText"/> shows
/// the exact one.
/// </remarks>
static class WireKinds
{
    public const string OrchestrationStarted = nameof(OrchestrationStarted);
    public const string OrchestrationCompleted = nameof(OrchestrationCompleted);
    public const string OrchestrationFailed = nameof(OrchestrationFailed);
    public const string OrchestrationContinuedAsNew = nameof(OrchestrationContinuedAsNew);

    public const string ActivityScheduled = nameof(ActivityScheduled);
    public const string TimerCreated = nameof(TimerCreated);
    public const string EventSubscribed = nameof(EventSubscribed);
    public const string QueueSubscribed = nameof(QueueSubscribed);
    public const string SubOrchestrationScheduled = nameof(SubOrchestrationScheduled);

    public const string OperationCompleted = nameof(OperationCompleted);
    public const string OperationFailed = nameof(OperationFailed);
    public const string TimerFired = nameof(TimerFired);
    public const string EventRaised = nameof(EventRaised);
    public const string QueueMessageDelivered = nameof(QueueMessageDelivered);

    public const string OperationCancelled = nameof(OperationCancelled);
    public const string OrchestrationChained = nameof(OrchestrationChained);
    public const string CustomStatusUpdated = nameof(CustomStatusUpdated);
    public const string KeyValueSet = nameof(KeyValueSet);
    public const string KeyValueCleared = nameof(KeyValueCleared);
    public const string KeyValuesCleared = nameof(KeyValuesCleared);
    public const string PatchApplied = nameof(PatchApplied);

    public const string OrchestrationCancelRequested = nameof(OrchestrationCancelRequested);
    public const string OrchestrationDiverged = nameof(OrchestrationDiverged);
    public const string OrchestrationGivenUp = nameof(OrchestrationGivenUp);

    public const string OrchestrationStartRequested = nameof(OrchestrationStartRequested);

    public const string Infrastructure = nameof(Infrastructure);
    public const string Configuration = nameof(Configuration);
    public const string Application = nameof(Application);
    public const string Poison = nameof(Poison);

    public const string Orchestration = nameof(Orchestration);
    public const string Activity = nameof(Activity);
    public const string UnreadableHistory = nameof(UnreadableHistory);
}

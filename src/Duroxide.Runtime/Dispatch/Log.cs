using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Every line that the runtime writes.</summary>
static partial class Log
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Duroxide {Version} runs over {Provider} as {Node}, with {Turns} turn slots and {Activities} activity slots"
    )]
    public static partial void RuntimeStarted(
        this ILogger log,
        SemanticVersion version,
        string provider,
        string node,
        int turns,
        int activities
    );

    [LoggerMessage(
        2,
        LogLevel.Information,
        "The runtime stopped; {Turns} turns and {Activities} activities were given back"
    )]
    public static partial void RuntimeStopped(this ILogger log, int turns, int activities);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} failed (retry {Retry}): {Error}")]
    public static partial void StorageRetried(this ILogger log, string operation, int retry, string error);

    [LoggerMessage(4, LogLevel.Warning, "Renewing {Count} leases failed; they are tried again")]
    public static partial void RenewalFailed(this ILogger log, Exception error, int count);

    [LoggerMessage(5, LogLevel.Warning, "Fetching {What} failed; it is tried again in {Delay}")]
    public static partial void FetchFailed(this ILogger log, Exception error, string what, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Error, "A loop of the runtime stopped unexpectedly and is started again: {What}")]
    public static partial void LoopFailed(this ILogger log, Exception error, string what);

    [LoggerMessage(7, LogLevel.Warning, "{What} the sessions of this node failed; it is tried again")]
    public static partial void SessionsFailed(this ILogger log, Exception error, string what);

    [LoggerMessage(
        10,
        LogLevel.Debug,
        "Orchestration {Name} {Version} of instance {Instance}, execution {Execution}, started"
    )]
    public static partial void OrchestrationStarted(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution
    );

    [LoggerMessage(
        11,
        LogLevel.Debug,
        "Orchestration {Name} {Version} of instance {Instance}, execution {Execution}, completed after {Events} events"
    )]
    public static partial void OrchestrationCompleted(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        long events
    );

    [LoggerMessage(
        12,
        LogLevel.Debug,
        "Orchestration {Name} {Version} of instance {Instance}, execution {Execution}, continued as new after {Events} events"
    )]
    public static partial void OrchestrationContinued(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        long events
    );

    [LoggerMessage(
        13,
        LogLevel.Warning,
        "Orchestration {Name} {Version} of instance {Instance}, execution {Execution}, failed: {Error}"
    )]
    public static partial void OrchestrationFailed(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        string error
    );

    [LoggerMessage(
        14,
        LogLevel.Error,
        "Orchestration {Name} {Version} of instance {Instance}, execution {Execution}, was given up: {Error}"
    )]
    public static partial void OrchestrationGivenUp(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        string error
    );

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "No orchestration {Name} {Version} is registered here for instance {Instance} (attempt {Attempt} of {Max}); it is put aside for {Delay}. Register it, or let a node that has it run."
    )]
    public static partial void OrchestrationUnregistered(
        this ILogger log,
        string name,
        string version,
        InstanceId instance,
        int attempt,
        int max,
        TimeSpan delay
    );

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "The code of orchestration {Name} here does not follow the history of instance {Instance}, which was made with another state of patch {Patch} (attempt {Attempt} of {Max}); it is put aside for {Delay}. Let a node run that has the code with the patch."
    )]
    public static partial void OrchestrationPatched(
        this ILogger log,
        string name,
        InstanceId instance,
        string patch,
        int attempt,
        int max,
        TimeSpan delay
    );

    [LoggerMessage(
        16,
        LogLevel.Warning,
        "Instance {Instance} is pinned to framework version {Pin}, which this node does not replay; it is put aside"
    )]
    public static partial void Incompatible(this ILogger log, InstanceId instance, SemanticVersion pin);

    [LoggerMessage(
        17,
        LogLevel.Warning,
        "A turn of instance {Instance} was not committed: its lease was lost. Another node, or a later turn, goes on"
    )]
    public static partial void TurnLost(this ILogger log, InstanceId instance);

    [LoggerMessage(
        18,
        LogLevel.Error,
        "A turn of instance {Instance} failed (attempt {Attempt} of {Max}); it is tried again in {Delay}"
    )]
    public static partial void TurnFailed(
        this ILogger log,
        Exception error,
        InstanceId instance,
        int attempt,
        int max,
        TimeSpan delay
    );

    [LoggerMessage(19, LogLevel.Error, "Instance {Instance} is parked: {Reason}")]
    public static partial void InstanceParked(this ILogger log, InstanceId instance, string reason);

    [LoggerMessage(20, LogLevel.Error, "Message {Id} of instance {Instance} is parked: {Reason}")]
    public static partial void MessageParked(this ILogger log, long id, InstanceId instance, string reason);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "A turn of instance {Instance} has been running for {Age}, and its slot is replaced until it ends. Look for a loop that never awaits, or for blocking calls"
    )]
    public static partial void TurnOverdue(this ILogger log, InstanceId instance, TimeSpan age);

    [LoggerMessage(
        21,
        LogLevel.Error,
        "A turn of instance {Instance} has been running for {Age}. Its lease is no longer renewed, so that its instance ends as poison unless another node can run it. Look for a loop that never awaits, or for blocking calls"
    )]
    public static partial void TurnRunsAway(this ILogger log, InstanceId instance, TimeSpan age);

    [LoggerMessage(
        25,
        LogLevel.Error,
        "A turn of instance {Instance} has been running for {Age}, and all {Replacements} replacement slots are used up: a slot is lost until it ends. Look for a loop that never awaits, or for blocking calls, and restart the process to free its threads"
    )]
    public static partial void TurnSlotLost(this ILogger log, InstanceId instance, TimeSpan age, int replacements);

    [LoggerMessage(
        26,
        LogLevel.Critical,
        "All {Slots} turn slots of this node are held by turns that do not end. It takes no more turns, and leaves them to other nodes, until one of them ends. Restart the process"
    )]
    public static partial void TurnsBlocked(this ILogger log, int slots);

    [LoggerMessage(
        22,
        LogLevel.Error,
        "The fault of instance {Instance} could not be recorded; it is noticed again at its next turn"
    )]
    public static partial void FaultNotRecorded(this ILogger log, Exception error, InstanceId instance);

    [LoggerMessage(23, LogLevel.Error, "A turn of instance {Instance} could not be stored; it runs again")]
    public static partial void TurnNotStored(this ILogger log, Exception error, InstanceId instance);

    [LoggerMessage(
        30,
        LogLevel.Debug,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, started: attempt {Attempt}, tag {Tag}"
    )]
    public static partial void ActivityStarted(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        int attempt,
        string tag
    );

    [LoggerMessage(
        31,
        LogLevel.Debug,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, completed after {Duration} with {Bytes} bytes"
    )]
    public static partial void ActivityCompleted(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        TimeSpan duration,
        int bytes
    );

    [LoggerMessage(
        32,
        LogLevel.Warning,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, failed after {Duration}: {Error}"
    )]
    public static partial void ActivityFailed(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        TimeSpan duration,
        string error
    );

    [LoggerMessage(
        33,
        LogLevel.Warning,
        "No activity {Name} is registered here for instance {Instance} (attempt {Attempt} of {Max}); it is put aside for {Delay}. Register it, or let a node that has it run."
    )]
    public static partial void ActivityUnregistered(
        this ILogger log,
        string name,
        InstanceId instance,
        int attempt,
        int max,
        TimeSpan delay
    );

    [LoggerMessage(
        34,
        LogLevel.Information,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, was cancelled; it has {Grace} to end"
    )]
    public static partial void ActivityCancelled(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        TimeSpan grace
    );

    [LoggerMessage(
        35,
        LogLevel.Warning,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, ignored its cancellation and is no longer waited for"
    )]
    public static partial void ActivityAbandoned(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution
    );

    [LoggerMessage(
        36,
        LogLevel.Information,
        "The result of activity {Name}#{Id} of instance {Instance} was dropped: its lease was lost, it was cancelled, or its answer was stored before"
    )]
    public static partial void ActivityDropped(this ILogger log, string name, EventId id, InstanceId instance);

    [LoggerMessage(37, LogLevel.Error, "Activity {Id} of instance {Instance} is parked: {Reason}")]
    public static partial void ActivityParked(this ILogger log, EventId id, InstanceId instance, string reason);

    [LoggerMessage(
        38,
        LogLevel.Error,
        "Activity {Name}#{Id} of instance {Instance}, execution {Execution}, is given up after {Attempts} attempts"
    )]
    public static partial void ActivityPoisoned(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        int attempts
    );

    [LoggerMessage(
        39,
        LogLevel.Error,
        "The result of activity {Id} of instance {Instance} could not be stored; the activity runs again"
    )]
    public static partial void ActivityNotStored(this ILogger log, Exception error, EventId id, InstanceId instance);

    [LoggerMessage(
        43,
        LogLevel.Warning,
        "Activity {Name}#{Id} of instance {Instance} needs the store, which failed; it runs again"
    )]
    public static partial void ActivityWithoutStore(
        this ILogger log,
        Exception error,
        string name,
        EventId id,
        InstanceId instance
    );

    [LoggerMessage(EventId = 40, Message = "{Message} [{Instance}/{Execution} {Name} {Version}]")]
    public static partial void Traced(
        this ILogger log,
        LogLevel level,
        string message,
        InstanceId instance,
        ExecutionId execution,
        string name,
        SemanticVersion? version
    );

    [LoggerMessage(
        50,
        LogLevel.Information,
        "Instances {Instances} were deleted with their children (force {Force}): {Deleted}"
    )]
    public static partial void InstancesDeleted(
        this ILogger log,
        IReadOnlyList<InstanceId> instances,
        bool force,
        Deleted deleted
    );

    [LoggerMessage(
        51,
        LogLevel.Information,
        "Old executions of instance {Instance} were deleted ({Options}): {Deleted}"
    )]
    public static partial void ExecutionsPruned(
        this ILogger log,
        InstanceId instance,
        PruneOptions options,
        Deleted deleted
    );
}

using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about turns that do not end as they should.</summary>
static partial class TurnLog
{
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
        21,
        LogLevel.Error,
        "A turn of instance {Instance} has been running for {Age}. Its lease is no longer renewed, so that its instance ends as poison unless another node can run it. {Holdup}"
    )]
    public static partial void TurnRunsAway(this ILogger log, InstanceId instance, TimeSpan age, string holdup);

    [LoggerMessage(
        22,
        LogLevel.Error,
        "The fault of instance {Instance} could not be recorded; it is noticed again at its next turn"
    )]
    public static partial void FaultNotRecorded(this ILogger log, Exception error, InstanceId instance);

    [LoggerMessage(23, LogLevel.Error, "A turn of instance {Instance} could not be stored; it runs again")]
    public static partial void TurnNotStored(this ILogger log, Exception error, InstanceId instance);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "A turn of instance {Instance} has been running for {Age}, and its slot is replaced until it ends. {Holdup}"
    )]
    public static partial void TurnOverdue(this ILogger log, InstanceId instance, TimeSpan age, string holdup);

    [LoggerMessage(
        25,
        LogLevel.Error,
        "A turn of instance {Instance} has been running for {Age}, and all {Replacements} replacement slots are used up: a slot is lost until it ends. {Holdup}. If the machine has not too much to do, restart the process to free its threads"
    )]
    public static partial void TurnSlotLost(
        this ILogger log,
        InstanceId instance,
        TimeSpan age,
        int replacements,
        string holdup
    );

    [LoggerMessage(71, LogLevel.Warning, "{Holdup}")]
    public static partial void TurnBlocked(this ILogger log, string holdup);

    [LoggerMessage(
        26,
        LogLevel.Critical,
        "All {Slots} turn slots of this node are held by turns that do not end. It takes no more turns, and leaves them to other nodes, until one of them ends. Restart the process"
    )]
    public static partial void TurnsBlocked(this ILogger log, int slots);

    [LoggerMessage(
        28,
        LogLevel.Error,
        "A turn of instance {Instance} is stored, but not all of what follows it could be told"
    )]
    public static partial void TurnNotPublished(this ILogger log, Exception error, InstanceId instance);

    [LoggerMessage(
        29,
        LogLevel.Warning,
        "Instance {Instance}, execution {Execution}, takes about {Bytes} bytes in memory, more than HotBytes ({HotBytes}) allows to all. One such instance stays in memory; each further one replays its history at each step. Raise HotBytes, or continue as new before a history is that long"
    )]
    public static partial void InstanceTooLarge(
        this ILogger log,
        InstanceId instance,
        ExecutionId execution,
        long bytes,
        long hotBytes
    );

    [LoggerMessage(
        60,
        LogLevel.Warning,
        "Instance {Instance} was handed out again to this node while a turn of it was in hand here: its lease had run out, as after a pause of the process, a step of the clock or long waiting for the store. The turn goes on under the new lease"
    )]
    public static partial void TurnHandedOutAgain(this ILogger log, InstanceId instance);

    [LoggerMessage(
        61,
        LogLevel.Warning,
        "The lease of instance {Instance} is lost, {Age} after it was last renewed for {Lease}: another node has it, or it was deleted. What its turn decides here will not be stored; the attempt does not count"
    )]
    public static partial void TurnLeaseLost(this ILogger log, InstanceId instance, TimeSpan age, TimeSpan lease);

    [LoggerMessage(
        62,
        LogLevel.Warning,
        "Instance {Instance} was tried {Attempt} times (max {Max}); it is put off for {Delay}, in which nodes that lost its lease and live take their attempts back, and is poison if the number stands"
    )]
    public static partial void TurnPutOff(this ILogger log, InstanceId instance, int attempt, int max, TimeSpan delay);

    [LoggerMessage(
        66,
        LogLevel.Debug,
        "Event {Name} came to instance {Instance} while nothing waited for it, and is lost. Open the wait before the event is raised, or send a message to a queue (DUR0027)"
    )]
    public static partial void EventLost(this ILogger log, string name, InstanceId instance);
}

using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about activities.</summary>
static partial class ActivityLog
{
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
    static partial void WriteFailed(
        ILogger log,
        Exception? recorded,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        TimeSpan duration,
        string error
    );

    public static void ActivityFailed(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        ExecutionId execution,
        TimeSpan duration,
        Failure failure
    ) => WriteFailed(log, RecordedError.Of(failure), name, id, instance, execution, duration, failure.Display);

    [LoggerMessage(
        33,
        LogLevel.Warning,
        "No activity {Name} is registered here for instance {Instance} (attempt {Attempt} of {Max}); it is put aside for {Delay}. Register it, or let a node that has it run (DUR0023, DUR0028)."
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

    [LoggerMessage(
        63,
        LogLevel.Warning,
        "Activity {Id} of instance {Instance} was handed out again to this node while it runs here: its lease had run out, as after a pause of the process, a step of the clock or long waiting for the store. It goes on under the new lease, and is not begun again"
    )]
    public static partial void ActivityHandedOutAgain(this ILogger log, EventId id, InstanceId instance);

    [LoggerMessage(
        64,
        LogLevel.Warning,
        "The lease of activity {Id} of instance {Instance} is lost, {Age} after it was last renewed for {Lease}: another node may run it, or it was cancelled. What runs here is told to stop; the attempt does not count"
    )]
    public static partial void ActivityLeaseLost(
        this ILogger log,
        EventId id,
        InstanceId instance,
        TimeSpan age,
        TimeSpan lease
    );

    [LoggerMessage(
        65,
        LogLevel.Warning,
        "Activity {Name}#{Id} of instance {Instance} was tried {Attempt} times (max {Max}); it is put off for {Delay}, in which nodes that lost its lease and live take their attempts back, and is poison if the number stands"
    )]
    public static partial void ActivityPutOff(
        this ILogger log,
        string name,
        EventId id,
        InstanceId instance,
        int attempt,
        int max,
        TimeSpan delay
    );
}

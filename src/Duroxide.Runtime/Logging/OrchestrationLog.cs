using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about orchestrations: their beginning, their end, and the code that is not here.</summary>
static partial class OrchestrationLog
{
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
    static partial void WriteFailed(
        ILogger log,
        Exception? recorded,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        string error
    );

    public static void OrchestrationFailed(
        this ILogger log,
        string name,
        SemanticVersion version,
        InstanceId instance,
        ExecutionId execution,
        Failure failure
    ) => WriteFailed(log, RecordedError.Of(failure), name, version, instance, execution, FailureLine.Of(failure));

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
        "No orchestration {Name} {Version} is registered here for instance {Instance} (attempt {Attempt} of {Max}); it is put aside for {Delay}. Register it, or let a node that has it run (DUR0023, DUR0028)."
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
        69,
        LogLevel.Warning,
        "Instance {Instance} continued as new {Times} times in a row without waiting for anything, and is slowed down from now on. Wait for an event, a message or a timer before continuing as new, or cancel it."
    )]
    public static partial void OrchestrationRestless(this ILogger log, InstanceId instance, int times);

    [LoggerMessage(
        70,
        LogLevel.Warning,
        "Instance {Instance} has no room for {Count} messages: its history is nearly full, or as many are unread as it may take along. They stay in the store's queue, in order, until it has read what is unread or continues as new."
    )]
    public static partial void DataHeld(this ILogger log, InstanceId instance, int count);

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
}

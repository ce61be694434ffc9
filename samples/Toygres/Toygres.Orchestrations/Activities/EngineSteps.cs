using System.Text.Json.Serialization;
using Duroxide;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Activities;

/// <summary>What orchestrations ask of the engine.</summary>
public static class EngineSteps
{
    /// <summary>Raises an event at an actor.</summary>
    public static ActivityName<TellStep, Unit> Tell { get; } = Steps.Of<TellStep, Unit>("raise-event");

    /// <summary>Asks the semaphore for a permit, or gives one back.</summary>
    public static ActivityName<PermitMessage, Unit> SendPermit { get; } =
        Steps.Of<PermitMessage, Unit>("send-permit-message");

    /// <summary>Tells a requester that it has a permit.</summary>
    public static ActivityName<string, Unit> Grant { get; } = Steps.Of<string, Unit>("grant-permit");

    /// <summary>Says which of some orchestrations do not run.</summary>
    public static ActivityName<IReadOnlyList<string>, IReadOnlyList<EngineState>> FindStates { get; } =
        Steps.Of<IReadOnlyList<string>, IReadOnlyList<EngineState>>("find-orchestration-states");

    /// <summary>Lets an actor that has ended run again.</summary>
    public static ActivityName<ActorState, Unit> ReviveActor { get; } = Steps.Of<ActorState, Unit>("revive-actor");

    /// <summary>Says how far a batch is.</summary>
    public static ActivityName<IReadOnlyList<InstanceName>, BatchStatus> GetBatchStatus { get; } =
        Steps.Of<IReadOnlyList<InstanceName>, BatchStatus>("get-batch-status");

    /// <summary>Forgets orchestrations that ended before a moment, and old executions.</summary>
    public static ActivityName<DateTimeOffset, PruneReport> Prune { get; } =
        Steps.Of<DateTimeOffset, PruneReport>("system-prune");
}

/// <summary>Input of <see cref="EngineSteps.Tell"/>.</summary>
public sealed record TellStep(InstanceName Instance, string Event);

/// <summary>What is said to the semaphore.</summary>
/// <param name="Requester">The orchestration that wants a permit, or had one.</param>
/// <param name="IsRelease">Whether it gives it back.</param>
public sealed record PermitMessage(string Requester, bool IsRelease);

/// <summary>What the engine knows of an orchestration.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EngineState>))]
public enum EngineState
{
    /// <summary>There is none; one that was started a moment ago may come yet.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>What the pruner did.</summary>
/// <param name="Orchestrations">How many orchestrations it forgot.</param>
/// <param name="Executions">How many executions it forgot.</param>
public sealed record PruneReport(long Orchestrations, long Executions);

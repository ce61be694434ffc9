using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about deletions, suspensions and the like.</summary>
static partial class ManagementLog
{
    [LoggerMessage(
        50,
        LogLevel.Information,
        "Instances {Instances} were deleted with their children (force {Force}): {Deleted}"
    )]
    public static partial void InstancesDeleted(
        this ILogger log,
        IReadOnlyList<InstanceId> instances,
        DeletionForce force,
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

    [LoggerMessage(52, LogLevel.Information, "Instances {Instances} were suspended: {Reason}")]
    public static partial void InstancesSuspended(this ILogger log, IReadOnlyList<InstanceId> instances, string reason);

    [LoggerMessage(53, LogLevel.Information, "Instances {Instances} were resumed")]
    public static partial void InstancesResumed(this ILogger log, IReadOnlyList<InstanceId> instances);

    [LoggerMessage(54, LogLevel.Information, "Instance {Instance} was restarted in execution {Execution}")]
    public static partial void InstanceRestarted(this ILogger log, InstanceId instance, ExecutionId execution);

    [LoggerMessage(
        55,
        LogLevel.Information,
        "Instance {Source}, execution {Execution}, was forked into instance {Fork} with its history up to event {Last}"
    )]
    public static partial void InstanceForked(
        this ILogger log,
        InstanceId source,
        ExecutionId execution,
        InstanceId fork,
        EventId last
    );

    [LoggerMessage(
        56,
        LogLevel.Information,
        "A parked {Kind} of instance {Instance} was discarded; it was parked because {Reason}"
    )]
    public static partial void ParkedDiscarded(this ILogger log, ParkedKind kind, InstanceId instance, string reason);

    [LoggerMessage(
        57,
        LogLevel.Information,
        "Instance {Instance} was imported, with the history of instance {Source}, execution {Execution}, up to event {Last}"
    )]
    public static partial void InstanceImported(
        this ILogger log,
        InstanceId instance,
        InstanceId source,
        ExecutionId execution,
        EventId last
    );
}

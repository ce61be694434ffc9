using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>What is written about deletions.</summary>
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

namespace Duroxide;

/// <summary>Why a client could not do what was asked.</summary>
public partial record ClientError
{
    ClientError() { }

    /// <summary>What was waited for did not happen in time; the instance continues.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Awaited">What was waited for.</param>
    /// <param name="Waited">How long.</param>
    public sealed record Timeout(InstanceId Instance, string Awaited, TimeSpan Waited) : ClientError
    {
        /// <summary>What was known of the instance when the time was over, in words; empty for nothing.</summary>
        public string Seen { get; init; } = "";
    }

    /// <summary>What was passed breaks a rule, or is not of the type that was asked for.</summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record InvalidInput(string Reason) : ClientError;

    /// <summary>There is no such instance.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record InstanceNotFound(InstanceId Instance) : ClientError;

    /// <summary>The instance has not ended, and what was asked for needs one that has.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record InstanceStillRunning(InstanceId Instance) : ClientError;

    /// <summary>The instance has ended, and what was asked for needs one that has not.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record InstanceHasEnded(InstanceId Instance) : ClientError;

    /// <summary>The instance is a child and goes only with its root.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Parent">Its parent.</param>
    public sealed record CannotDeleteSubOrchestration(InstanceId Instance, InstanceId Parent) : ClientError;

    /// <summary>The instance as it is does not allow what was asked for.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Reason">Why not, and what to do.</param>
    public sealed record NotPossible(InstanceId Instance, string Reason) : ClientError;

    /// <summary>The provider cannot manage what it stores.</summary>
    /// <param name="Provider">The provider's name.</param>
    public sealed record ManagementNotAvailable(string Provider) : ClientError;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsRetryable =>
        this switch
        {
            Timeout => true,
            InvalidInput
            or InstanceNotFound
            or InstanceStillRunning
            or InstanceHasEnded
            or CannotDeleteSubOrchestration
            or NotPossible
            or ManagementNotAvailable => false,
        };

    /// <summary>What happened, and what to do about it.</summary>
    public string Message =>
        this switch
        {
            Timeout error =>
                $"{error.Awaited} of instance '{error.Instance}' did not come within {error.Waited}. {error.Seen}".TrimEnd(),
            InvalidInput error => error.Reason,
            InstanceNotFound error =>
                $"There is no instance '{error.Instance}'. Check the id; it may have been deleted.",
            InstanceStillRunning error =>
                $"Instance '{error.Instance}' still runs. Cancel it and wait for its end first. Only a deletion can be forced.",
            InstanceHasEnded error =>
                $"Instance '{error.Instance}' has ended, and so have its children, if it has any. It takes no turn any more.",
            CannotDeleteSubOrchestration error =>
                $"Instance '{error.Instance}' is a child of '{error.Parent}'. Delete the root, and it goes too.",
            NotPossible error => error.Reason,
            ManagementNotAvailable error =>
                $"The provider '{error.Provider}' cannot list, delete or prune. Use a provider that has management.",
        };
}

namespace Duroxide;

/// <summary>The result of an instance was asked for, and it failed or was cancelled.</summary>
/// <param name="instance">The instance.</param>
/// <param name="failure">What it ended with.</param>
public sealed class InstanceFailedException(InstanceId instance, Failure failure)
    : Exception($"Instance '{instance}' failed: {failure.Display}")
{
    /// <summary>The instance.</summary>
    public InstanceId Instance { get; } = instance;

    /// <summary>What it ended with.</summary>
    public Failure Failure { get; } = failure;
}

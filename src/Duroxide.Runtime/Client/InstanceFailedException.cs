namespace Duroxide;

/// <summary>The result of an instance was asked for, and it failed or was cancelled.</summary>
/// <param name="instance">The instance.</param>
/// <param name="failure">What it ended with.</param>
public sealed class InstanceFailedException(InstanceId instance, Failure failure)
    : Exception($"Instance '{instance}' failed: {FailureLine.Of(failure)}")
{
    /// <summary>The instance.</summary>
    public InstanceId Instance { get; } = instance;

    /// <summary>What it ended with.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>Shows where the instance failed, too: the place in its code is in no stack trace of this process.</summary>
    public override string ToString() =>
        Failure is Failure.Application { Details: { Length: > 0 } details }
            ? $"{base.ToString()}{Environment.NewLine}--- How instance '{Instance}' failed:{Environment.NewLine}{details}"
            : base.ToString();
}

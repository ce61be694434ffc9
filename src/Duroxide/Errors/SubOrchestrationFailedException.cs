namespace Duroxide;

/// <summary>A sub-orchestration failed or was cancelled.</summary>
public sealed class SubOrchestrationFailedException : DurableException
{
    internal SubOrchestrationFailedException(string orchestration, InstanceId instance, Failure.Application failure)
        : base($"Sub-orchestration '{orchestration}' with the id '{instance}' failed: {failure.Display}")
    {
        Orchestration = orchestration;
        Instance = instance;
        Failure = failure;
    }

    /// <summary>The name of the child orchestration.</summary>
    public string Orchestration { get; }

    /// <summary>The instance id of the child.</summary>
    public InstanceId Instance { get; }

    /// <summary>What the child ended with; its text is the bare one of the error.</summary>
    public Failure.Application Failure { get; }

    /// <inheritdoc />
    public override Failure.Application ToFailure() => Passed(Failure, Failure.Display);
}

namespace Duroxide;

/// <summary>How a child orchestration is started.</summary>
public sealed record SubOrchestrationOptions
{
    /// <summary>The instance id of the child, used as it is. Default: one derived from the parent's.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
    public SemanticVersion? Version { get; init; }
}

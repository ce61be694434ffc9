namespace Duroxide;

/// <summary>How a child orchestration is started.</summary>
public sealed record SubOrchestrationOptions
{
    /// <summary>The instance id of the child, used as it is. Default: one derived from the parent's.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The tags that the instance starts with, by which it is found. Default: none. They are not the tag of an activity, which says which worker runs it.</summary>
    public ValueMap<string, string> Tags { get; init; }
}

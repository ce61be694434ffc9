namespace Duroxide;

/// <summary>How an independent orchestration, or the next execution of this one, is started.</summary>
public sealed record StartOptions
{
    /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The tags that the instance starts with, by which it is found. Default: none. They are not the tag of an activity, which says which worker runs it.</summary>
    public ValueMap<string, string> Tags { get; init; }
}

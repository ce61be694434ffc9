namespace Duroxide;

/// <summary>By what instances are counted apart.</summary>
public partial record InstanceGrouping
{
    InstanceGrouping() { }

    /// <summary>Not at all: there is one count.</summary>
    public sealed record None : InstanceGrouping;

    /// <summary>By the status of the current execution.</summary>
    public sealed record Status : InstanceGrouping;

    /// <summary>By the name of the orchestration.</summary>
    public sealed record Name : InstanceGrouping;

    /// <summary>By the version that the current execution runs.</summary>
    public sealed record Version : InstanceGrouping;

    /// <summary>By the value of a tag.</summary>
    /// <param name="TagName">The name of the tag.</param>
    public sealed record Tag(string TagName) : InstanceGrouping;
}

/// <summary>How many instances there are of a group.</summary>
/// <param name="Group">The status, name, version or value of a tag that they have; null for those without one, and where nothing is counted apart.</param>
/// <param name="Count">How many they are.</param>
public sealed record InstanceCount(string? Group, long Count);

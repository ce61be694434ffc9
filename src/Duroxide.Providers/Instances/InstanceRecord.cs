namespace Duroxide.Providers;

/// <summary>The row of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Version">The version that the current execution runs; null before its first turn.</param>
/// <param name="Execution">The current execution.</param>
/// <param name="Status">The status of the current execution.</param>
/// <param name="Revision">A number above 0 that rises whenever the row, a tag or a value changes, and from an instance to a later one with its id.</param>
public sealed record InstanceRecord(
    InstanceId Instance,
    string Name,
    SemanticVersion? Version,
    ExecutionId Execution,
    ExecutionStatus Status,
    long Revision
)
{
    /// <summary>The encoded ending; null while the execution continues.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>The custom status; null for none.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>How many commits changed the custom status.</summary>
    public long CustomStatusVersion { get; init; }

    /// <summary>The parent; null for a root.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>When the instance was created.</summary>
    public Timestamp Created { get; init; }

    /// <summary>When the row last changed.</summary>
    public Timestamp Updated { get; init; }

    /// <summary>The tags.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>Why the instance is parked; null when it is not.</summary>
    public string? Parked { get; init; }

    /// <summary>Why and since when the instance is suspended; null when it is not.</summary>
    public Suspension? Suspended { get; init; }
}

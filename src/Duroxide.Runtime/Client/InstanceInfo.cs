namespace Duroxide;

/// <summary>What is known of an instance without reading its history.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Version">The version that the current execution runs; null before its first turn.</param>
/// <param name="Execution">The current execution.</param>
/// <param name="Status">The status of the current execution.</param>
public sealed record InstanceInfo(
    InstanceId Instance,
    string Name,
    SemanticVersion? Version,
    ExecutionId Execution,
    ExecutionStatus Status
)
{
    /// <summary>The status that its code published; null for none.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>How many commits changed the custom status: what to pass to <see cref="DuroxideClient.WaitForCustomStatusAsync"/>.</summary>
    public long CustomStatusVersion { get; init; }

    /// <summary>The parent; null for a root.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>When the instance was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>A number that rises whenever something said here, or a value, changes: what to pass to <see cref="DuroxideClient.WaitForChangeAsync"/>.</summary>
    public long Revision { get; init; }

    /// <summary>The tags by which it is found.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>Why the instance is parked until somebody releases it; null when it is not.</summary>
    public string? Parked { get; init; }

    /// <summary>Why and since when the instance is suspended; null when it is not.</summary>
    public Suspension? Suspended { get; init; }

    internal static InstanceInfo Of(InstanceRecord row) =>
        new(row.Instance, row.Name, row.Version, row.Execution, row.Status)
        {
            CustomStatus = row.CustomStatus,
            CustomStatusVersion = row.CustomStatusVersion,
            Parent = row.Parent,
            Created = row.Created.ToDateTimeOffset(),
            Updated = row.Updated.ToDateTimeOffset(),
            Revision = row.Revision,
            Tags = row.Tags,
            Parked = row.Parked,
            Suspended = row.Suspended,
        };
}

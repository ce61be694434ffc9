namespace Duroxide;

/// <summary>How an instance is.</summary>
/// <param name="Summary">What a list shows of it.</param>
/// <param name="CustomStatusVersion">How many commits changed its custom status.</param>
/// <param name="Output">Its encoded result; null unless it completed.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
/// <param name="IsCancelled">Whether it failed since it was cancelled.</param>
/// <param name="SuspendedSince">Since when it is suspended; null when it is not.</param>
sealed record StatusAnswer(
    SummaryAnswer Summary,
    long CustomStatusVersion,
    string? Output,
    string? Error,
    bool IsCancelled,
    DateTimeOffset? SuspendedSince
)
{
    /// <summary>The same as the client in the application has it.</summary>
    public OrchestrationStatus ToStatus()
    {
        var info = ToInfo();
        return Output is { } output ? new OrchestrationStatus.Completed(info, output)
            : Error is { } error ? new OrchestrationStatus.Failed(info, Failure(error))
            : new OrchestrationStatus.Running(info);
    }

    // What kind of failure it was stays in the application, but for a cancellation.
    Failure Failure(string error) =>
        new Failure.Application(IsCancelled ? ApplicationKind.Cancelled : ApplicationKind.OrchestrationFailed, error);

    InstanceInfo ToInfo() =>
        new(
            Summary.Instance,
            Summary.Orchestration,
            Summary.Version is { } version ? SemanticVersion.TryParse(version) : null,
            new(Summary.Execution),
            Output is not null ? ExecutionStatus.Completed
                : Error is not null ? ExecutionStatus.Failed
                : ExecutionStatus.Running
        )
        {
            CustomStatus = Summary.CustomStatus,
            CustomStatusVersion = CustomStatusVersion,
            Parent = Summary.Parent is { } parent ? new InstanceId(parent) : (InstanceId?)null,
            Created = Summary.Created,
            Updated = Summary.Updated,
            Revision = Summary.Revision,
            Tags = Summary.Tags.Aggregate(ValueMap<string, string>.Empty, (all, tag) => all.Set(tag.Key, tag.Value)),
            Parked = Summary.Parked,
            Suspended = Summary.Suspended is { } reason ? new(reason, SuspendedSince ?? Summary.Updated) : null,
        };
}

/// <summary>An instance, as a list shows it.</summary>
sealed record SummaryAnswer(
    string Instance,
    string Orchestration,
    string? Version,
    long Execution,
    string? CustomStatus,
    string? Parent,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    long Revision,
    string? Parked,
    string? Suspended,
    Dictionary<string, string> Tags
);

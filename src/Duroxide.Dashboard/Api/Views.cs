namespace Duroxide.Dashboard;

/// <summary>An instance, as a list shows it.</summary>
sealed record InstanceView(
    string Instance,
    string Orchestration,
    string? Version,
    long Execution,
    string Status,
    string? CustomStatus,
    string? Parent,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    long Revision,
    string? Parked,
    string? Suspended,
    Dictionary<string, string> Tags
)
{
    public static InstanceView Of(Call call, InstanceInfo info) =>
        new(
            info.Instance.Value,
            info.Name,
            info.Version?.ToString(),
            info.Execution.Value,
            Words.Status(info),
            call.ShownIfAny(info.CustomStatus),
            info.Parent?.Value,
            info.Created,
            info.Updated,
            info.Revision,
            info.Parked is { } parked ? call.Shown(parked) : null,
            info.Suspended?.Reason,
            info.Tags.ToDictionary(tag => tag.Key, tag => tag.Value)
        );
}

/// <summary>A page of a list.</summary>
/// <param name="Instances">What it holds.</param>
/// <param name="Next">What to give as <c>after</c> to read on; missing when there is nothing more.</param>
sealed record InstancesView(InstanceView[] Instances, string? Next);

/// <summary>How many instances there are of a group.</summary>
sealed record CountView(string? Group, long Count);

/// <summary>Something that an instance waits for.</summary>
sealed record WaitView(
    string Kind,
    long Event,
    string Name,
    DateTimeOffset Since,
    DateTimeOffset? Due,
    string? Child,
    int Attempt,
    int Taken,
    bool IsLeased
)
{
    public static WaitView Of(InstanceWait wait) =>
        new(
            wait.Kind.ToString(),
            wait.Id.Value,
            wait.Name,
            wait.Since,
            wait.Due,
            wait.Child?.Value,
            wait.Attempt,
            wait.Taken,
            wait.IsLeased
        );
}

/// <summary>A value that an instance has set.</summary>
sealed record ValueView(string Key, string Data, DateTimeOffset Updated)
{
    public static ValueView Of(Call call, string key, StoredValue value) =>
        new(key, call.Shown(value.Data), value.Updated.ToDateTimeOffset());
}

/// <summary>An execution of an instance.</summary>
sealed record ExecutionView(
    long Execution,
    string Status,
    string? Version,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    long Events
)
{
    public static ExecutionView Of(ExecutionInfo execution) =>
        new(
            execution.Execution.Value,
            execution.Status.ToString(),
            execution.Version?.ToString(),
            execution.Started,
            execution.Ended,
            execution.Events
        );
}

/// <summary>All that is known of an instance but its history.</summary>
/// <param name="Summary">What a list shows of it.</param>
/// <param name="Output">Its encoded result; missing unless it completed.</param>
/// <param name="Error">Why it failed; missing unless it did.</param>
/// <param name="Waits">What it waits for.</param>
/// <param name="Values">The values that it has set.</param>
/// <param name="Executions">Its executions, oldest first.</param>
/// <param name="Children">Its direct children, the oldest 100.</param>
/// <param name="HasMoreChildren">Whether there are more.</param>
sealed record InstanceDetails(
    InstanceView Summary,
    string? Output,
    string? Error,
    WaitView[] Waits,
    ValueView[] Values,
    ExecutionView[] Executions,
    InstanceView[] Children,
    bool HasMoreChildren
);

/// <summary>A part of a history.</summary>
/// <param name="Execution">Of which execution.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Next">What to give as <c>from</c> to read on; missing when there was nothing more.</param>
sealed record HistoryView(long Execution, EventView[] Events, long? Next);

/// <summary>One event of a history.</summary>
/// <param name="Event">Its number.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What kind of event it is.</param>
/// <param name="Text">What happened, in words without a payload.</param>
/// <param name="Payload">The encoded payload, or an error; missing for none.</param>
/// <param name="Of">The event that it answers; missing for none.</param>
sealed record EventView(long Event, DateTimeOffset Time, string Kind, string Text, string? Payload, long? Of);

/// <summary>Work that nobody does, or that does not succeed.</summary>
sealed record StuckView(string Kind, string Instance, DateTimeOffset Since, int Attempts, long? Operation);

/// <summary>Something that was set aside because it could not be processed.</summary>
sealed record ParkedView(long Item, string Kind, string Instance, string Reason, DateTimeOffset Time);

/// <summary>Whether an instance was created; false when the id exists.</summary>
sealed record StartedView(string Instance, bool Created);

/// <summary>How many instances were changed.</summary>
sealed record ChangedView(int Instances);

/// <summary>The execution that began.</summary>
sealed record RestartedView(long Execution);

/// <summary>How far an instance is: sent whenever that changes.</summary>
/// <param name="Status">Its status.</param>
/// <param name="CustomStatus">The status that its code published.</param>
/// <param name="Revision">Rises with each change of the instance.</param>
/// <param name="Execution">Its current execution.</param>
/// <param name="Events">How many events the history of that has.</param>
sealed record ChangeView(string Status, string? CustomStatus, long Revision, long Execution, long Events)
{
    /// <summary>Tells two changes apart; the same as on the page that shows it.</summary>
    internal string Mark => $"{Revision} {Execution} {Events}";
}

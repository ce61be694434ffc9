namespace Duroxide.Cli;

/// <summary>What programs are given of each thing.</summary>
static class Rows
{
    /// <summary>An instance.</summary>
    public static object Of(InstanceInfo info) =>
        new
        {
            Instance = info.Instance.Value,
            Orchestration = info.Name,
            Version = info.Version?.ToString(),
            Execution = info.Execution.Value,
            Status = Shown.Status(info),
            info.CustomStatus,
            Parent = info.Parent?.Value,
            info.Created,
            info.Updated,
            info.Parked,
            Suspended = info.Suspended?.Reason,
            Tags = info.Tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        };

    /// <summary>An execution.</summary>
    public static object Of(ExecutionInfo execution) =>
        new
        {
            Execution = execution.Execution.Value,
            execution.Status,
            Version = execution.Version?.ToString(),
            execution.Started,
            execution.Ended,
            execution.Events,
        };

    /// <summary>Something that an instance waits for.</summary>
    public static object Of(InstanceWait wait) =>
        new
        {
            wait.Kind,
            Event = wait.Id.Value,
            wait.Name,
            wait.Input,
            wait.Since,
            wait.Due,
            wait.Attempt,
            wait.Taken,
            wait.IsLeased,
            Child = wait.Child?.Value,
        };
}

namespace Duroxide;

/// <summary>What is kept of instances that have ended, and of executions before the current one. What meets one limit goes, whatever the others say.</summary>
public sealed record RetentionPolicy
{
    /// <summary>How long an instance is kept after it has ended, with its children; null for ever.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>How many ended instances are kept, those that were created last; null for all. Children do not count.</summary>
    public int? KeepAtMost { get; init; }

    /// <summary>How long an execution is kept after it continued as new, or was restarted; null for as long as its instance.</summary>
    public TimeSpan? KeepExecutionsFor { get; init; }

    /// <summary>How many executions of an instance are kept, the current one included; null for all.</summary>
    public int? KeepExecutions { get; init; }
}

namespace Duroxide;

/// <summary>Where an instance is forked.</summary>
public sealed record ForkOptions
{
    /// <summary>The execution whose history is kept; null for the current one.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>
    /// The event before which the fork departs; null for the ending, or the cause of it that came from outside, and for the
    /// end of a history that has none.
    /// </summary>
    public EventId? Before { get; init; }

    /// <summary>The version that the fork runs; null for that of the kept history.</summary>
    public SemanticVersion? Version { get; init; }
}

namespace Duroxide.Runtime;

/// <summary>What a worker has to know of an activity, beside what the store says of it.</summary>
/// <param name="Name">The name under which the activity is registered.</param>
/// <param name="Input">The encoded input.</param>
/// <param name="OrchestrationName">The orchestration that asked for it.</param>
/// <param name="OrchestrationVersion">The version that it runs.</param>
/// <param name="IdempotencyKey">The key of the call, one for all its attempts.</param>
internal sealed record ActivityWork(
    string Name,
    string Input,
    string OrchestrationName,
    SemanticVersion OrchestrationVersion,
    string IdempotencyKey
)
{
    /// <summary>Which try of a retried call this is, counted from 1; not how often the item was fetched.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The event that asked for the first try of a retried call; null for a first try.</summary>
    public EventId? FirstAttempt { get; init; }

    /// <summary>Where the trace of the turn that asked for it goes on; null for none.</summary>
    public TraceContext? Trace { get; init; }
}

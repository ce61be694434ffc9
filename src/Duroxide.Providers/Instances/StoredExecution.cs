namespace Duroxide.Providers;

/// <summary>An execution as it is stored.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Which of its executions.</param>
/// <param name="Start">Its header.</param>
/// <param name="Batches">The encoded events, one batch a commit, in order.</param>
public sealed record StoredExecution(
    InstanceId Instance,
    ExecutionId Execution,
    StoredStart Start,
    IReadOnlyList<ReadOnlyMemory<byte>> Batches
);

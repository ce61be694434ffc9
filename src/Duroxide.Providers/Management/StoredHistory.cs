namespace Duroxide.Providers;

/// <summary>A part of the history of one execution.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Batches">The encoded events, one batch a commit, in order: those that hold an event asked for, so that the first and the last may hold others too.</param>
public sealed record StoredHistory(ExecutionId Execution, IReadOnlyList<ReadOnlyMemory<byte>> Batches)
{
    /// <summary>The header; given with a part that begins with the first event.</summary>
    public StoredStart? Start { get; init; }
}

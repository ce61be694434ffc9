namespace Duroxide.Providers;

/// <summary>The row of an execution.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Status">Its status.</param>
/// <param name="Started">When it was asked to start.</param>
/// <param name="Ended">When it ended; null while it continues.</param>
/// <param name="Events">How many events its history has.</param>
public sealed record ExecutionRecord(
    ExecutionId Execution,
    ExecutionStatus Status,
    Timestamp Started,
    Timestamp? Ended,
    long Events
)
{
    /// <summary>The version that it runs; null before its first turn.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The encoded ending; null while it continues.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }
}

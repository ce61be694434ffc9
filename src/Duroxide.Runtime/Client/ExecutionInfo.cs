namespace Duroxide;

/// <summary>What is known of one execution of an instance without reading its history.</summary>
/// <param name="Execution">Which execution.</param>
/// <param name="Status">Its status.</param>
/// <param name="Started">When it was asked to start.</param>
/// <param name="Ended">When it ended; null while it continues.</param>
/// <param name="Events">How many events its history has.</param>
public sealed record ExecutionInfo(
    ExecutionId Execution,
    ExecutionStatus Status,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    long Events
)
{
    /// <summary>The version that it runs; null before its first turn.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>How it ended; null while it continues.</summary>
    public Ending? Ending { get; init; }

    internal static ExecutionInfo Of(InstanceId instance, ExecutionRecord row) =>
        new(row.Execution, row.Status, row.Started.ToDateTimeOffset(), row.Ended?.ToDateTimeOffset(), row.Events)
        {
            Version = row.Version,
            Ending = row.Output is { } output ? WireCodec.DecodeEnding(instance, output) : null,
        };
}

namespace Duroxide;

/// <summary>The whole history of one execution.</summary>
/// <param name="Header">What the execution started from.</param>
/// <param name="Requested">When it was asked to start.</param>
/// <param name="Events">What happened, in order; empty before the first turn.</param>
public sealed record ExecutionHistory(Header Header, DateTimeOffset Requested, ValueList<HistoryEvent> Events)
{
    /// <summary>Decodes an execution.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static ExecutionHistory Decode(StoredExecution stored) =>
        new(
            WireCodec.DecodeHeader(stored.Instance, stored.Start.Header),
            stored.Start.Time.ToDateTimeOffset(),
            WireCodec.DecodeEvents(stored.Instance, stored.Batches).ToValueList()
        );
}

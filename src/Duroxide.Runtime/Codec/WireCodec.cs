namespace Duroxide.Runtime;

/// <summary>Turns what a store keeps into bytes and back: compact JSON in UTF-8.</summary>
/// <remarks>
/// Reading what was written gives the same value, whatever its texts hold. The words in it are the format, and stay: old
/// payloads can be read for ever, and what this build does not know is refused, never passed over.
/// </remarks>
internal static class WireCodec
{
    /// <summary>Encodes the events of one commit.</summary>
    public static byte[] EncodeEvents(ValueList<HistoryEvent> events) => WireWriter.Encode(events, EventCodec.Write);

    /// <summary>Decodes the batches of a history, in order.</summary>
    /// <exception cref="CorruptPayloadException">A batch cannot be read, or does not follow the one before.</exception>
    public static IReadOnlyList<HistoryEvent> DecodeEvents(
        InstanceId instance,
        IReadOnlyList<ReadOnlyMemory<byte>> batches
    )
    {
        var history = new List<HistoryEvent>(batches.Count * 2);
        for (var batch = 0; batch < batches.Count; batch++)
        {
            WireReader.Decode(
                "The history",
                instance,
                batch,
                batches[batch].Span,
                (ref WireReader reader) =>
                {
                    EventCodec.Read(ref reader, history);
                    return history;
                }
            );
        }
        return history;
    }

    /// <summary>Encodes what is sent to an instance.</summary>
    public static byte[] EncodeDelivery(Delivery delivery, TraceContext? trace = null) =>
        WireWriter.Encode(new Traced<Delivery>(delivery, trace), DeliveryCodec.Write);

    /// <summary>Decodes what was sent to an instance.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static Delivery DecodeDelivery(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        DecodeTracedDelivery(instance, payload).Content;

    /// <summary>Decodes what was sent to an instance, and where its trace goes on.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static Traced<Delivery> DecodeTracedDelivery(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        WireReader.Decode("A message", instance, 0, payload.Span, DeliveryCodec.Read);

    /// <summary>Encodes what an execution starts from.</summary>
    public static byte[] EncodeHeader(Header header, TraceContext? trace = null) =>
        WireWriter.Encode(new Traced<Header>(header, trace), HeaderCodec.Write);

    /// <summary>Decodes what an execution starts from.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static Header DecodeHeader(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        DecodeTracedHeader(instance, payload).Content;

    /// <summary>Decodes what an execution starts from, and where its trace goes on.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static Traced<Header> DecodeTracedHeader(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        WireReader.Decode("The header", instance, 0, payload.Span, HeaderCodec.Read);

    /// <summary>Encodes how an execution ended.</summary>
    public static byte[] EncodeEnding(Ending ending) => WireWriter.Encode(ending, EndingCodec.WriteWhole);

    /// <summary>Decodes how an execution ended.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static Ending DecodeEnding(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        WireReader.Decode("The ending", instance, 0, payload.Span, EndingCodec.ReadWhole);

    /// <summary>Encodes the work of an activity.</summary>
    public static byte[] EncodeActivityWork(ActivityWork work) => WireWriter.Encode(work, ActivityWorkCodec.Write);

    /// <summary>Decodes the work of an activity.</summary>
    /// <exception cref="CorruptPayloadException">It cannot be read.</exception>
    public static ActivityWork DecodeActivityWork(InstanceId instance, ReadOnlyMemory<byte> payload) =>
        WireReader.Decode("An activity", instance, 0, payload.Span, ActivityWorkCodec.Read);
}

namespace Duroxide.Runtime;

/// <summary>Writes and reads which try of a retried call it is, and which event asked for the first; a first try is not stored.</summary>
static class AttemptCodec
{
    public static void Write(WireWriter writer, int attempt, EventId? first)
    {
        if (attempt != 1)
        {
            writer.Number(WireFields.Attempt, attempt);
        }
        if (first is { } id)
        {
            writer.Number(WireFields.FirstAttempt, id.Value);
        }
    }

    public static int Read(ref WireReader reader) =>
        reader.Has(WireFields.Attempt) ? reader.SmallNumber(WireFields.Attempt) : 1;

    public static EventId? ReadFirst(ref WireReader reader) =>
        reader.Has(WireFields.FirstAttempt) ? new EventId(reader.Number(WireFields.FirstAttempt)) : null;
}

namespace Duroxide.Runtime;

/// <summary>Writes and reads which try of a retried call it is; a first try is not stored.</summary>
static class AttemptCodec
{
    public static void Write(WireWriter writer, int attempt)
    {
        if (attempt != 1)
        {
            writer.Number(WireFields.Attempt, attempt);
        }
    }

    public static int Read(ref WireReader reader) =>
        reader.Has(WireFields.Attempt) ? reader.SmallNumber(WireFields.Attempt) : 1;
}

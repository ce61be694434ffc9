namespace Duroxide.Runtime;

/// <summary>Writes and reads where a trace goes on, as the last field of what is stored with it.</summary>
static class TraceContextCodec
{
    public static void Write(WireWriter writer, TraceContext? trace)
    {
        if (trace is null)
        {
            return;
        }
        writer.BeginObject(WireFields.Trace);
        writer.Text(WireFields.Parent, trace.Parent);
        writer.OptionalText(WireFields.State, trace.State);
        writer.OptionalText(WireFields.Baggage, trace.Baggage);
        writer.EndObject();
    }

    public static TraceContext? Read(ref WireReader reader)
    {
        if (!reader.Has(WireFields.Trace))
        {
            return null;
        }
        reader.BeginObject(WireFields.Trace);
        var trace = new TraceContext(
            reader.Text(WireFields.Parent),
            reader.OptionalText(WireFields.State),
            reader.OptionalText(WireFields.Baggage)
        );
        reader.EndObject();
        return trace;
    }
}

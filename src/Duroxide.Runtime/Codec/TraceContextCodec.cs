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
        Span<char> parent = stackalloc char[TraceContext.ParentLength];
        writer.BeginObject(WireFields.Trace);
        if (trace.Write(parent) is { } other)
        {
            writer.Text(WireFields.Parent, other);
        }
        else
        {
            writer.Ascii(WireFields.Parent, parent);
        }
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
        Span<char> plain = stackalloc char[TraceContext.ParentLength];
        ReadOnlySpan<char> parent = reader.TryAscii(WireFields.Parent, plain) ? plain : reader.Text(WireFields.Parent);
        var trace = new TraceContext(
            parent,
            reader.OptionalText(WireFields.State),
            reader.OptionalText(WireFields.Baggage)
        );
        reader.EndObject();
        return trace;
    }
}

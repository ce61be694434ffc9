using System.Text.Json;

namespace Duroxide.Runtime;

/// <summary>Writes and reads the events of one commit as a list.</summary>
static class EventCodec
{
    public static void Write(WireWriter writer, ValueList<HistoryEvent> events)
    {
        writer.BeginList();
        foreach (var happened in events)
        {
            writer.BeginObject();
            writer.Number(WireFields.Id, happened.Id.Value);
            writer.Number(WireFields.Time, happened.Time.UnixMilliseconds);
            FactCodec.Write(writer, happened.Fact);
            writer.EndObject();
        }
        writer.EndList();
    }

    /// <summary>Reads a batch behind those already read, whose last event's id its first must follow.</summary>
    public static void Read(ref WireReader reader, List<HistoryEvent> history)
    {
        reader.BeginList();
        while (reader.HasItem)
        {
            reader.BeginObject();
            var id = new EventId(reader.Number(WireFields.Id));
            if (history.Count > 0 && history[^1].Id.Next != id)
            {
                throw new JsonException($"event {id} follows event {history[^1].Id}");
            }
            history.Add(new(id, new Timestamp(reader.Number(WireFields.Time)), FactCodec.Read(ref reader)));
            reader.EndObject();
        }
        reader.EndList();
    }
}

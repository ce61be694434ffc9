namespace Duroxide.Runtime;

/// <summary>Writes and reads tags of instances; nothing stands there when there are none.</summary>
static class TagsCodec
{
    public static void Write(WireWriter writer, ValueMap<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }
        writer.BeginList(WireFields.Tags);
        foreach (var (name, value) in tags)
        {
            writer.BeginObject();
            writer.Text(WireFields.Name, name);
            writer.Text(WireFields.Value, value);
            writer.EndObject();
        }
        writer.EndList();
    }

    public static ValueMap<string, string> Read(ref WireReader reader)
    {
        var tags = ValueMap<string, string>.Empty;
        if (!reader.Has(WireFields.Tags))
        {
            return tags;
        }
        reader.BeginList(WireFields.Tags);
        while (reader.HasItem)
        {
            reader.BeginObject();
            tags = tags.Set(reader.Word(WireFields.Name), reader.Text(WireFields.Value));
            reader.EndObject();
        }
        reader.EndList();
        return tags;
    }
}

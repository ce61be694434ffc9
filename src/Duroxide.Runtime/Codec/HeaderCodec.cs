using System.Text.Json;

namespace Duroxide.Runtime;

/// <summary>Writes and reads what an execution starts from.</summary>
static class HeaderCodec
{
    public static void Write(WireWriter writer, Traced<Header> traced)
    {
        var header = traced.Content;
        writer.BeginObject();
        writer.Text(WireFields.Instance, header.Instance.Value);
        writer.Number(WireFields.Execution, header.Execution.Value);
        writer.Text(WireFields.Name, header.Name);
        writer.OptionalVersion(WireFields.Version, header.Version);
        writer.Text(WireFields.Input, header.Input);
        writer.Text(WireFields.Nonce, header.Nonce.ToString());
        WriteParent(writer, header.Parent);
        WriteFork(writer, header.ForkedFrom);
        WriteValues(writer, header.Values);
        writer.OptionalText(WireFields.Status, header.Status);
        WriteCarried(writer, header.Carried);
        TagsCodec.Write(writer, header.Tags);
        TraceContextCodec.Write(writer, traced.Trace);
        writer.EndObject();
    }

    public static Traced<Header> Read(ref WireReader reader)
    {
        reader.BeginObject();
        var header = new Header(
            reader.Text(WireFields.Instance),
            new(reader.Number(WireFields.Execution)),
            reader.Word(WireFields.Name),
            reader.OptionalVersion(WireFields.Version),
            reader.Text(WireFields.Input),
            ReadNonce(ref reader)
        )
        {
            Parent = ReadParent(ref reader),
            ForkedFrom = ReadFork(ref reader),
            Values = ReadValues(ref reader),
            Status = reader.OptionalText(WireFields.Status),
            Carried = ReadCarried(ref reader),
            Tags = TagsCodec.Read(ref reader),
        };
        var trace = TraceContextCodec.Read(ref reader);
        reader.EndObject();
        return new(header, trace);
    }

    static void WriteFork(WireWriter writer, ForkedFrom? fork)
    {
        if (fork is null)
        {
            return;
        }
        writer.BeginObject(WireFields.ForkedFrom);
        writer.Text(WireFields.Instance, fork.Instance.Value);
        writer.Number(WireFields.Execution, fork.Execution.Value);
        writer.Text(WireFields.Nonce, fork.Nonce.ToString());
        writer.Number(WireFields.Last, fork.Last.Value);
        WriteFork(writer, fork.Before);
        writer.EndObject();
    }

    static ForkedFrom? ReadFork(ref WireReader reader)
    {
        if (!reader.Has(WireFields.ForkedFrom))
        {
            return null;
        }
        reader.BeginObject(WireFields.ForkedFrom);
        var fork = new ForkedFrom(
            reader.Text(WireFields.Instance),
            new(reader.Number(WireFields.Execution)),
            ReadNonce(ref reader),
            new(reader.Number(WireFields.Last))
        )
        {
            Before = ReadFork(ref reader),
        };
        reader.EndObject();
        return fork;
    }

    static Nonce ReadNonce(ref WireReader reader)
    {
        var text = reader.Text(WireFields.Nonce);
        return Guid.TryParseExact(text, "N", out var value)
            ? new(value)
            : throw new JsonException($"the nonce '{text}' is not 32 hexadecimal digits");
    }

    public static void WriteParent(WireWriter writer, ParentLink? parent)
    {
        if (parent is not null)
        {
            writer.BeginObject(WireFields.Parent);
            writer.Text(WireFields.Instance, parent.Instance.Value);
            writer.Number(WireFields.Execution, parent.Execution.Value);
            writer.Number(WireFields.Of, parent.Of.Value);
            writer.EndObject();
        }
    }

    public static ParentLink? ReadParent(ref WireReader reader)
    {
        if (!reader.Has(WireFields.Parent))
        {
            return null;
        }
        reader.BeginObject(WireFields.Parent);
        var parent = new ParentLink(
            reader.Text(WireFields.Instance),
            new(reader.Number(WireFields.Execution)),
            new(reader.Number(WireFields.Of))
        );
        reader.EndObject();
        return parent;
    }

    static void WriteValues(WireWriter writer, ValueMap<string, StoredValue> values)
    {
        if (values.Count == 0)
        {
            return;
        }
        writer.BeginList(WireFields.Values);
        foreach (var (key, value) in values)
        {
            writer.BeginObject();
            writer.Text(WireFields.Key, key);
            writer.Text(WireFields.Value, value.Data);
            writer.Number(WireFields.Updated, value.Updated.UnixMilliseconds);
            writer.EndObject();
        }
        writer.EndList();
    }

    static ValueMap<string, StoredValue> ReadValues(ref WireReader reader)
    {
        var values = ValueMap<string, StoredValue>.Empty;
        if (!reader.Has(WireFields.Values))
        {
            return values;
        }
        reader.BeginList(WireFields.Values);
        while (reader.HasItem)
        {
            reader.BeginObject();
            var key = reader.Word(WireFields.Key);
            var data = reader.Text(WireFields.Value);
            values = values.Set(key, new(data, new Timestamp(reader.Number(WireFields.Updated))));
            reader.EndObject();
        }
        reader.EndList();
        return values;
    }

    static void WriteCarried(WireWriter writer, ValueList<CarriedMessage> carried)
    {
        if (carried.Count == 0)
        {
            return;
        }
        writer.BeginList(WireFields.Carried);
        foreach (var message in carried)
        {
            writer.BeginObject();
            writer.Text(WireFields.Queue, message.Queue);
            writer.Text(WireFields.Data, message.Data);
            writer.EndObject();
        }
        writer.EndList();
    }

    static ValueList<CarriedMessage> ReadCarried(ref WireReader reader)
    {
        if (!reader.Has(WireFields.Carried))
        {
            return [];
        }
        var carried = new List<CarriedMessage>();
        reader.BeginList(WireFields.Carried);
        while (reader.HasItem)
        {
            reader.BeginObject();
            carried.Add(new(reader.Word(WireFields.Queue), reader.Text(WireFields.Data)));
            reader.EndObject();
        }
        reader.EndList();
        return carried.ToValueList();
    }
}

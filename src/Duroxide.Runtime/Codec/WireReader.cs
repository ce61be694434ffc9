using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Duroxide.Runtime;

/// <summary>Reads the fields of a payload in the order in which <see cref="WireWriter"/> wrote them.</summary>
/// <remarks>A field that is not expected is refused: to pass over what a newer build wrote would change what happened.</remarks>
ref struct WireReader
{
    Utf8JsonReader json;

    WireReader(ReadOnlySpan<byte> payload) => json = new(payload, new JsonReaderOptions { MaxDepth = 16 });

    /// <summary>A function that reads one value.</summary>
    public delegate T Read<out T>(ref WireReader reader);

    /// <summary>Reads a whole payload, and says what is wrong, where, and in whose payload, when it cannot.</summary>
    public static T Decode<T>(string what, InstanceId instance, int batch, ReadOnlySpan<byte> payload, Read<T> read)
    {
        var reader = new WireReader(payload);
        try
        {
            reader.Advance();
            return read(ref reader);
        }
        // An id or a version that cannot be one is refused where it is made.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            var position = new PayloadPosition(batch, reader.json.BytesConsumed);
            throw new CorruptPayloadException(what, instance, position, problem.Message.TrimEnd('.'), problem);
        }
    }

    /// <summary>Whether the list has another item.</summary>
    public readonly bool HasItem => json.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the next field has this name.</summary>
    public readonly bool Has(ReadOnlySpan<byte> name) =>
        json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name);

    public void BeginObject() => Pass(JsonTokenType.StartObject, "an object");

    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Expect(name);
        BeginObject();
    }

    public void EndObject()
    {
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            throw new JsonException($"there is a field '{json.GetString()}' that this build does not know");
        }
        Pass(JsonTokenType.EndObject, "the end of an object");
    }

    public void BeginList() => Pass(JsonTokenType.StartArray, "a list");

    public void BeginList(ReadOnlySpan<byte> name)
    {
        Expect(name);
        BeginList();
    }

    public void EndList() => Pass(JsonTokenType.EndArray, "the end of a list");

    /// <summary>The word that says what the object is: one of <see cref="WireKinds"/>.</summary>
    public string Kind() => Word(WireFields.Kind);

    /// <summary>A text of which there are few, such as a name.</summary>
    public string Word(ReadOnlySpan<byte> name)
    {
        Expect(name);
        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped || !Ascii.IsValid(json.ValueSpan))
        {
            return TextAt(name);
        }
        var word = WordCache.Get(json.ValueSpan);
        Advance();
        return word;
    }

    /// <summary>What to throw for a kind that no switch knows.</summary>
    public static JsonException Unknown(string kind) => new($"the kind '{kind}' is unknown to this build");

    public string Text(ReadOnlySpan<byte> name)
    {
        Expect(name);
        return TextAt(name);
    }

    /// <summary>Reads a text into the room for it, without making it a string; false, and nothing read, when it has another length or is not plain ASCII.</summary>
    public bool TryAscii(ReadOnlySpan<byte> name, scoped Span<char> room)
    {
        var ahead = this;
        if (!ahead.Has(name))
        {
            return false;
        }
        ahead.Advance();
        if (
            ahead.json.TokenType != JsonTokenType.String
            || ahead.json.ValueIsEscaped
            || ahead.json.ValueSpan.Length != room.Length
            || Ascii.ToUtf16(ahead.json.ValueSpan, room, out _) != OperationStatus.Done
        )
        {
            return false;
        }
        ahead.Advance();
        this = ahead;
        return true;
    }

    public string? OptionalText(ReadOnlySpan<byte> name) => Has(name) ? Text(name) : null;

    public long Number(ReadOnlySpan<byte> name)
    {
        Expect(name);
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number))
        {
            throw new JsonException($"field '{Show(name)}' is not a whole number");
        }
        Advance();
        return number;
    }

    public long? OptionalNumber(ReadOnlySpan<byte> name) => Has(name) ? Number(name) : null;

    public int SmallNumber(ReadOnlySpan<byte> name)
    {
        var number = Number(name);
        return number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new JsonException($"field '{Show(name)}' is out of range");
    }

    public bool Flag(ReadOnlySpan<byte> name)
    {
        Expect(name);
        if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            throw new JsonException($"field '{Show(name)}' is neither true nor false");
        }
        var flag = json.GetBoolean();
        Advance();
        return flag;
    }

    /// <summary>Whether a flag is there and set.</summary>
    public bool OptionalFlag(ReadOnlySpan<byte> name) => Has(name) && Flag(name);

    public SemanticVersion Version(ReadOnlySpan<byte> name) =>
        SemanticVersion.TryParse(Text(name)) ?? throw new JsonException($"field '{Show(name)}' is not a version");

    public SemanticVersion? OptionalVersion(ReadOnlySpan<byte> name) => Has(name) ? Version(name) : null;

    public TimeSpan Duration(ReadOnlySpan<byte> name)
    {
        Expect(name);
        if (
            json.TokenType != JsonTokenType.String
            || !Utf8Parser.TryParse(json.ValueSpan, out TimeSpan duration, out var length)
            || length != json.ValueSpan.Length
        )
        {
            throw new JsonException($"field '{Show(name)}' is not a duration");
        }
        Advance();
        return duration;
    }

    string TextAt(ReadOnlySpan<byte> name)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                var text = json.GetString()!;
                Advance();
                return text;
            case JsonTokenType.StartObject:
                Advance();
                var codeUnits = CodeUnits();
                EndObject();
                return codeUnits;
            default:
                throw new JsonException($"field '{Show(name)}' is not a text");
        }
    }

    string CodeUnits()
    {
        Expect(WireFields.Utf16);
        if (
            json.TokenType != JsonTokenType.String
            || !json.TryGetBytesFromBase64(out var units)
            || units.Length % 2 != 0
        )
        {
            throw new JsonException("the code units of a text are damaged");
        }
        Advance();
        return string.Create(units.Length / 2, units, Fill);
    }

    static void Fill(Span<char> text, byte[] units)
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (char)(units[2 * index] | units[2 * index + 1] << 8);
        }
    }

    void Expect(ReadOnlySpan<byte> name)
    {
        if (!Has(name))
        {
            var found = json.TokenType == JsonTokenType.PropertyName ? $"'{json.GetString()}'" : Show(json.TokenType);
            throw new JsonException($"there is {found} instead of field '{Show(name)}'");
        }
        Advance();
    }

    void Pass(JsonTokenType token, string called)
    {
        if (json.TokenType != token)
        {
            throw new JsonException($"there is {Show(json.TokenType)} instead of {called}");
        }
        Advance();
    }

    // The token after the last one read is always at hand; after the last of all the reader stays where it is.
    void Advance() => json.Read();

    static string Show(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);

    static string Show(JsonTokenType token) => token == JsonTokenType.None ? "nothing" : $"a token {token}";
}

using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Duroxide.Runtime;

/// <summary>Writes one payload at a time, into a buffer that its thread keeps for the next.</summary>
/// <remarks>
/// A text that is not well-formed Unicode, which JSON cannot hold, becomes <c>{"utf16":"…"}</c> with its code units in
/// base64. A .NET string may be such a text, and an error message that is must not cost an instance its life.
/// </remarks>
sealed class WireWriter
{
    [ThreadStatic]
    static WireWriter? idle;

    readonly PooledBuffer buffer = new();
    readonly Utf8JsonWriter json;

    WireWriter() =>
        json = new(buffer, new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a value with a function that is given a writer.</summary>
    public static byte[] Encode<T>(T value, Action<WireWriter, T> write)
    {
        var writer = idle ?? new();
        idle = null;
        write(writer, value);
        writer.json.Flush();
        var payload = writer.buffer.Written.ToArray();
        writer.buffer.Clear();
        writer.json.Reset();
        idle = writer;
        return payload;
    }

    public void BeginObject() => json.WriteStartObject();

    public void BeginObject(ReadOnlySpan<byte> name) => json.WriteStartObject(name);

    public void EndObject() => json.WriteEndObject();

    public void BeginList() => json.WriteStartArray();

    public void BeginList(ReadOnlySpan<byte> name) => json.WriteStartArray(name);

    public void EndList() => json.WriteEndArray();

    public void Kind(string kind) => json.WriteString(WireFields.Kind, kind);

    public void Text(ReadOnlySpan<byte> name, string value)
    {
        // What is written without its text could never be read again.
        ArgumentNullException.ThrowIfNull(value);
        if (NameRules.IsUnicode(value))
        {
            json.WriteString(name, value);
            return;
        }
        json.WriteStartObject(name);
        json.WriteBase64String(WireFields.Utf16, CodeUnits(value));
        json.WriteEndObject();
    }

    /// <summary>Writes a text of ASCII characters that is no string.</summary>
    public void Ascii(ReadOnlySpan<byte> name, ReadOnlySpan<char> value) => json.WriteString(name, value);

    public void OptionalText(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Text(name, value);
        }
    }

    public void Number(ReadOnlySpan<byte> name, long value) => json.WriteNumber(name, value);

    public void OptionalNumber(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            Number(name, number);
        }
    }

    public void Flag(ReadOnlySpan<byte> name, bool value) => json.WriteBoolean(name, value);

    /// <summary>Writes a flag only when it is set.</summary>
    public void OptionalFlag(ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            Flag(name, value);
        }
    }

    public void OptionalVersion(ReadOnlySpan<byte> name, SemanticVersion? value) =>
        OptionalText(name, value is { } version ? VersionTexts.Of(version) : null);

    public void Duration(ReadOnlySpan<byte> name, TimeSpan value)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(value, text, out var length);
        json.WriteString(name, text[..length]);
    }

    static ReadOnlySpan<byte> CodeUnits(string text)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(text.AsSpan());
        }
        var units = MemoryMarshal.Cast<char, ushort>(text.AsSpan()).ToArray();
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(units, units);
        return MemoryMarshal.AsBytes(units.AsSpan());
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>A character as a text of one.</summary>
sealed class CharacterConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        One(reader.GetString());

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TextConverter.Kept(value.ToString()));

    public override char ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        One(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WritePropertyName(TextConverter.Kept(value.ToString()));

    static char One(string? text) =>
        text is [var only] ? only : throw new JsonException("A character is a text of one character.");
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>Texts as JSON, and none that would come back changed: half of a surrogate pair would become another character.</summary>
sealed class TextConverter : JsonConverter<string>
{
    /// <summary>A text that JSON keeps as it is.</summary>
    /// <exception cref="JsonException">It holds half of a surrogate pair.</exception>
    public static string Kept(string text) =>
        NameRules.IsUnicode(text)
            ? text
            : throw new JsonException(
                "A text holds half of a surrogate pair, as when it was cut within an emoji, which JSON cannot keep. Cut it between characters, or pass its bytes."
            );

    public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Kept(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Kept(value));
}

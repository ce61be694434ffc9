using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>A text that is being built, as the text that it is so far.</summary>
sealed class StringBuilderConverter : JsonConverter<StringBuilder>
{
    public override StringBuilder Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        new(reader.GetString());

    public override void Write(Utf8JsonWriter writer, StringBuilder value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TextConverter.Kept(value.ToString()));
}

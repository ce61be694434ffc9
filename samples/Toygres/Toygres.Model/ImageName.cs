using System.Text.Json;
using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>The name of one image for all time, of the same shape as that of an instance.</summary>
[JsonConverter(typeof(ImageNameConverter))]
public readonly record struct ImageName
{
    private ImageName(string value) => Value = value;

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static ImageName Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException(
            $"'{text}' is no name of an image: use small letters, digits and hyphens, a letter first, {InstanceName.MaxLength} characters at most."
        );

    /// <summary>Reads a name; null when it is none.</summary>
    public static ImageName? TryParse(string text) => InstanceName.TryParse(text) is null ? null : new ImageName(text);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

internal sealed class ImageNameConverter : JsonConverter<ImageName>
{
    public override ImageName Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        ImageName.TryParse(reader.GetString() ?? "") ?? throw new JsonException("This is no name of an image.");

    public override void Write(Utf8JsonWriter writer, ImageName name, JsonSerializerOptions options) =>
        writer.WriteStringValue(name.Value);
}

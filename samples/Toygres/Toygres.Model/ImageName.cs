using System.Text.Json;
using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>The name of one image for all time, of the shape of an instance's and somewhat longer.</summary>
[JsonConverter(typeof(ImageNameConverter))]
public readonly record struct ImageName
{
    /// <summary>How many characters it has at most.</summary>
    public const int MaxLength = 80;

    private ImageName(string value) => Value = value;

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static ImageName Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException(
            $"'{text}' is no name of an image: use small letters, digits and hyphens, a letter first, {MaxLength} characters at most."
        );

    /// <summary>Reads a name; null when it is none.</summary>
    public static ImageName? TryParse(string text) =>
        text.Length <= MaxLength && InstanceName.Shape().IsMatch(text) ? new ImageName(text) : null;

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

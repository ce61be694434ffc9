using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>A place counted from the start, such as <c>3</c>, or from the end, such as <c>^3</c>.</summary>
sealed class IndexConverter : JsonConverter<Index>
{
    public override Index Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Index value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public static Index Parse(string text)
    {
        var isFromEnd = text.StartsWith('^');
        var digits = isFromEnd ? text.AsSpan(1) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new Index(value, isFromEnd)
            : throw new JsonException($"'{text}' is no index. One looks like '3' or '^3'.");
    }
}

/// <summary>A range as its two ends, such as <c>1..^2</c>.</summary>
sealed class RangeConverter : JsonConverter<Range>
{
    const string Between = "..";

    public override Range Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        (reader.GetString() ?? "").Split(Between) is [var start, var end]
            ? new Range(IndexConverter.Parse(start), IndexConverter.Parse(end))
            : throw new JsonException("A range looks like '1..^2'.");

    public override void Write(Utf8JsonWriter writer, Range value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value.Start}{Between}{value.End}");
}

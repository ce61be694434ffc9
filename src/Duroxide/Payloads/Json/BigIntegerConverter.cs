using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>A number of any length as a JSON number with all its digits.</summary>
sealed class BigIntegerConverter : JsonConverter<BigInteger>
{
    public override BigInteger Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException($"A whole number is a JSON number, not {reader.TokenType}.");
        }
        return Parse(
            Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)
        );
    }

    public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Show(value), skipInputValidation: true);

    public override BigInteger ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type type,
        JsonSerializerOptions options
    ) => Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Show(value));

    static string Show(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    static BigInteger Parse(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException($"'{text}' is no whole number.");
}

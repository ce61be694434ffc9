using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>A complex number as an object of its two parts.</summary>
sealed class ComplexConverter : JsonConverter<Complex>
{
    const string Real = "real";
    const string Imaginary = "imaginary";

    public override Complex Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return new Complex(Part(json.RootElement, Real), Part(json.RootElement, Imaginary));
    }

    public override void Write(Utf8JsonWriter writer, Complex value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Real, value.Real);
        writer.WriteNumber(Imaginary, value.Imaginary);
        writer.WriteEndObject();
    }

    static double Part(JsonElement complex, string name) =>
        complex.ValueKind == JsonValueKind.Object && complex.TryGetProperty(name, out var part)
            ? part.GetDouble()
            : throw new JsonException($"A complex number is an object with '{Real}' and '{Imaginary}'.");
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>Payloads as JSON, through System.Text.Json.</summary>
/// <param name="options">
/// The options; for trimmed or ahead-of-time compiled programs those of a source-generated context. Default: web naming,
/// reflection.
/// </param>
public sealed class JsonPayloadConverter(JsonSerializerOptions? options = null) : IPayloadConverter
{
    readonly JsonSerializerOptions options = options ?? Web;

    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The converter that is used unless another one is given.</summary>
    public static JsonPayloadConverter Default { get; } = new();

    /// <inheritdoc />
    public string Encode<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <inheritdoc />
    public T Decode<T>(string text) => JsonSerializer.Deserialize(text, TypeInfo<T>())!;

    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2026",
        Justification = "A trimmed program passes a generated context."
    )]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A compiled program passes a generated context.")]
    JsonTypeInfo<T> TypeInfo<T>()
    {
        if (options.TypeInfoResolver is null)
        {
            options.MakeReadOnly(populateMissingResolver: true);
        }
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}

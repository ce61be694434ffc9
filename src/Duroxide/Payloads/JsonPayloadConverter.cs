using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>Payloads as JSON, through System.Text.Json.</summary>
/// <param name="options">
/// Options of your own. Default: web naming, fields too, reflection, and F# unions where the F# library is there. Other
/// options give other texts, by which running instances diverge.
/// </param>
public sealed class JsonPayloadConverter(JsonSerializerOptions? options = null) : IPayloadConverter
{
    readonly JsonSerializerOptions options = options ?? Reflected;

    static readonly JsonSerializerOptions Reflected = Standard();

    /// <summary>The converter that is used unless another one is given.</summary>
    public static JsonPayloadConverter Default { get; } = new();

    /// <summary>A converter that writes as the default one does, for trimmed or ahead-of-time compiled programs.</summary>
    /// <param name="types">A source-generated context with the types of all payloads; texts, numbers, times and their like need not be in it.</param>
    public static JsonPayloadConverter Web(IJsonTypeInfoResolver types) =>
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                IncludeFields = true,
                TypeInfoResolver = JsonTypeInfoResolver.Combine(types, BuiltInJson.Default),
            }
        );

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

    // A tuple's parts are fields; without them it would be written as nothing at all. The converter of F#'s own types
    // comes with the F# library, which lies above this one: it is found by its name.
    static JsonSerializerOptions Standard()
    {
        var standard = new JsonSerializerOptions(JsonSerializerDefaults.Web) { IncludeFields = true };
        if (Type.GetType("Duroxide.FSharp.FSharpJsonConverter, Duroxide.FSharp") is { } fsharp)
        {
            standard.Converters.Add((JsonConverter)Activator.CreateInstance(fsharp)!);
        }
        return standard;
    }
}

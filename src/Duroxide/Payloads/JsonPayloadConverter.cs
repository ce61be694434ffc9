using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>Payloads as JSON, through System.Text.Json.</summary>
/// <remarks>
/// What the default options write is what they read: a type whose values JSON can show and not set is refused, and so is
/// half of a surrogate pair in a text. Objects and arrays may be nested 512 deep.
/// </remarks>
/// <param name="options">
/// Options of your own. Default: web naming, fields too, reflection, and F# unions where the F# library is there; in a
/// program without reflection over JSON, which a trimmed or ahead-of-time compiled one is, only texts, numbers, times and
/// their like. Other options give other texts, by which running instances diverge.
/// </param>
public sealed class JsonPayloadConverter(JsonSerializerOptions? options = null) : IPayloadConverter
{
    const string ReflectionIsOn = "A trimmed program has reflection over JSON only where it was turned on on purpose.";

    readonly JsonSerializerOptions options = options ?? Standards;

    static readonly JsonSerializerOptions Standards = JsonSerializer.IsReflectionEnabledByDefault
        ? Reflected()
        : StandardJson.Over(BuiltInJson.Default);

    /// <summary>The converter that is used unless another one is given.</summary>
    public static JsonPayloadConverter Default { get; } = new();

    /// <summary>A converter that writes as the default one does, for trimmed or ahead-of-time compiled programs.</summary>
    /// <param name="types">A source-generated context with the types of all payloads; texts, numbers, times and their like need not be in it.</param>
    public static JsonPayloadConverter Web(IJsonTypeInfoResolver types) =>
        new(StandardJson.Over(JsonTypeInfoResolver.Combine(types, BuiltInJson.Default)));

    /// <inheritdoc />
    public string Encode<T>(T value)
    {
        var type = TypeInfo<T>();
        try
        {
            return JsonSerializer.Serialize(value, type);
        }
        catch (JsonException deep) when (IsTooDeep(deep))
        {
            throw TooDeep("The value", deep);
        }
    }

    /// <inheritdoc />
    public T Decode<T>(string text)
    {
        var type = TypeInfo<T>();
        try
        {
            return JsonSerializer.Deserialize(text, type)!;
        }
        catch (JsonException deep) when (IsTooDeep(deep))
        {
            throw TooDeep("The text", deep);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = ReflectionIsOn)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = ReflectionIsOn)]
    JsonTypeInfo<T> TypeInfo<T>()
    {
        if (options.TypeInfoResolver is null && JsonSerializer.IsReflectionEnabledByDefault)
        {
            options.MakeReadOnly(populateMissingResolver: true);
        }
        return options.TypeInfoResolver is not null && options.TryGetTypeInfo(typeof(T), out var info)
            ? (JsonTypeInfo<T>)info
            : throw new NotSupportedException(
                $"no generated JSON code for {typeof(T)} was given, and reflection over JSON is off or not asked for. Set "
                    + $"'{nameof(JsonPayloadConverter)}.{nameof(Web)}(context)' as the payload converter of the runtime and of "
                    + $"each client, where the JsonSerializerContext has [JsonSerializable(typeof({typeof(T).Name}))]"
            );
    }

    // The framework tells it by its text alone, which speaks of a cycle first.
    static bool IsTooDeep(JsonException error) => error.Message.Contains(" depth", StringComparison.Ordinal);

    NotSupportedException TooDeep(string what, JsonException cause) =>
        new(
            $"{what} has more than {(options.MaxDepth == 0 ? 64 : options.MaxDepth)} levels of JSON within each other (a case of an F# union takes two), or refers to itself. Make it flatter, as a list instead of a chain, or give all processes a {nameof(JsonPayloadConverter)} with a larger MaxDepth (DUR0022).",
            cause
        );

    // The converter of F#'s own types comes with the F# library, which lies above this one: it is found by its name.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = ReflectionIsOn)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = ReflectionIsOn)]
    static JsonSerializerOptions Reflected() =>
        StandardJson.Over(
            new DefaultJsonTypeInfoResolver(),
            Type.GetType("Duroxide.FSharp.FSharpJsonConverter, Duroxide.FSharp") is { } fsharp
                ? (JsonConverter)Activator.CreateInstance(fsharp)!
                : new WithoutFSharp()
        );
}

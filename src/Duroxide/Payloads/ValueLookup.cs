using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>The built-in activity that reads a value of another instance; the runtime carries it out.</summary>
/// <remarks>Its own texts do not depend on the payload converter, so that every node reads them alike.</remarks>
internal static class ValueLookup
{
    /// <summary>The name of the activity.</summary>
    public const string ActivityName = RegistryBuilder.ReservedPrefix + "get-value";

    /// <summary>The tag under which it is queued, and which every worker serves besides its own.</summary>
    public const string Tag = RegistryBuilder.ReservedPrefix + "built-in";

    /// <summary>Writes the input: whose value is wanted, and under which key.</summary>
    public static string Question(InstanceId instance, string key) => Write(new[] { instance.Value, key });

    /// <summary>Reads the input.</summary>
    public static (InstanceId Instance, string Key) ReadQuestion(string input) =>
        Read<string[]>(input) is [var instance, var key]
            ? (instance, key)
            : throw new FormatException($"The input of {ActivityName} is not an instance and a key: {input}");

    /// <summary>Writes the result: the encoded value, or null when there is none.</summary>
    public static string Answer(string? value) => Write(value);

    /// <summary>Reads the result.</summary>
    public static string? ReadAnswer(string result) => Read<string>(result);

    static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = BuiltInJson.Default };

    static string Write<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    static T? Read<T>(string text) => JsonSerializer.Deserialize(text, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
}

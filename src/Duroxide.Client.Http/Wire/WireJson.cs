using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>How the API is written and read: by code that is made at build time.</summary>
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(StartsBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(StartedAnswer))]
[JsonSerializable(typeof(StartedManyAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(ChangedAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(ValueAnswer[]))]
[JsonSerializable(typeof(ProblemAnswer))]
sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The one that is used.</summary>
    public static WireJson Api { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            }
        );
}

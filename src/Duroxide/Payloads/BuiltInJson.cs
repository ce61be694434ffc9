using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>How the built-in activities' texts are written.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
sealed partial class BuiltInJson : JsonSerializerContext;

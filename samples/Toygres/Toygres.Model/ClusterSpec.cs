using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What a driver is told of an instance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">How much it may take.</param>
public sealed record ClusterSpec(InstanceName Name, InstanceSize Size)
{
    /// <summary>The runtime image of its server; null for that of the driver.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuntimeImage? Runtime { get; init; }
}

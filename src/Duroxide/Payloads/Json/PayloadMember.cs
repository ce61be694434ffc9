using System.Text.Json.Serialization;

namespace Duroxide;

/// <summary>What attributes say of a member of a payload, for <see cref="PayloadJsonResolver"/>.</summary>
public sealed record PayloadMember
{
    /// <summary>The name in JSON; null for the one that the options make of the member's own.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is a field. Default: a property.</summary>
    public bool IsField { get; init; }

    /// <summary>Whether JSON without it is refused. Default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Where it stands among the members. Default 0.</summary>
    public int Order { get; init; }

    /// <summary>When it is left out; null for what the options say.</summary>
    public JsonIgnoreCondition? Ignore { get; init; }

    /// <summary>How numbers are written; null for what the options say.</summary>
    public JsonNumberHandling? Numbers { get; init; }

    /// <summary>Its own converter; null for that of its type.</summary>
    public JsonConverter? Converter { get; init; }
}

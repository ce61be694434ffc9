namespace Duroxide;

/// <summary>Makes a partial class the JSON of all payloads that attributes of its assembly declare, without reflection.</summary>
/// <remarks>
/// Give its generated <c>Default</c> to <see cref="JsonPayloadConverter.Web"/>: the texts are the same as by reflection.
/// </remarks>
/// <param name="types">More types, as the inputs of code that is registered by hand.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PayloadJsonAttribute(params Type[] types) : Attribute
{
    /// <summary>The types besides those of declared code.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}

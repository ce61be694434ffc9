using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Toygres;

/// <summary>
/// The name of one instance for all time: what its user calls it, a hyphen and eight hexadecimal digits, as in
/// <c>orders-1f00ba42</c>. It names folders, processes and orchestrations, so it holds nothing but small letters, digits and
/// hyphens.
/// </summary>
[JsonConverter(typeof(InstanceNameConverter))]
public readonly partial record struct InstanceName : IComparable<InstanceName>
{
    /// <summary>How many characters the whole name has at most.</summary>
    public const int MaxLength = 50;

    private InstanceName(string value) => Value = value;

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Reads a whole name.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static InstanceName Parse(string text) =>
        TryParse(text)
        ?? throw new FormatException(
            $"'{text}' is no name of an instance: use small letters, digits and hyphens, a letter first, {MaxLength} characters at most."
        );

    /// <summary>Reads a whole name; null when it is none.</summary>
    public static InstanceName? TryParse(string text) =>
        text.Length <= MaxLength && Shape().IsMatch(text) ? new InstanceName(text) : null;

    /// <summary>Makes the name of a new instance out of what its user calls it and what nobody else has.</summary>
    /// <exception cref="FormatException">The user's part cannot be part of a name.</exception>
    public static InstanceName Of(string userName, Guid unique) => Parse($"{userName}-{unique.ToString("N")[..8]}");

    /// <inheritdoc/>
    public int CompareTo(InstanceName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    internal static partial Regex Shape();
}

internal sealed class InstanceNameConverter : JsonConverter<InstanceName>
{
    public override InstanceName Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        InstanceName.TryParse(reader.GetString() ?? "") ?? throw new JsonException("This is no name of an instance.");

    public override void Write(Utf8JsonWriter writer, InstanceName name, JsonSerializerOptions options) =>
        writer.WriteStringValue(name.Value);
}

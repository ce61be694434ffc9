namespace Duroxide;

/// <summary>The name of one orchestration instance, unique within a store: any text that is not blank and that stores can keep.</summary>
/// <param name="Value">The text.</param>
/// <exception cref="ArgumentException">The text is null or blank, or holds a NUL or half of a surrogate pair.</exception>
public readonly record struct InstanceId(string Value) : IComparable<InstanceId>, IComparable
{
    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is the default value, which names no instance.</exception>
    public string Value
    {
        get =>
            field ?? throw new InvalidOperationException("The instance id was never given: it is the default value.");
        init => field = NameRules.Checked(value, "instance id", nameof(Value));
    } = NameRules.Checked(Value, "instance id", nameof(Value));

    /// <summary>Reads a text as an instance id.</summary>
    /// <exception cref="ArgumentException">The text cannot be one.</exception>
    public static implicit operator InstanceId(string value) => new(value);

    /// <summary>Orders ids by their characters' code units, the same on every machine.</summary>
    public int CompareTo(InstanceId other) => string.CompareOrdinal(Value, other.Value);

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is InstanceId known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type InstanceId.", nameof(other));

    /// <summary>Shows the id as its text; the default value, which is no id, as an empty one.</summary>
    public override string ToString() => this == default ? "" : Value;
}

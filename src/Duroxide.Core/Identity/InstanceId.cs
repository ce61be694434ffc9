namespace Duroxide;

/// <summary>The name of one orchestration instance: any non-empty text, unique within a store.</summary>
public readonly record struct InstanceId(string Value) : IComparable<InstanceId>, IComparable
{
    /// <summary>Reads a text as an instance id.</summary>
    public static implicit operator InstanceId(string value) => new(value);

    /// <summary>Orders ids by their characters' code units, the same on every machine.</summary>
    public int CompareTo(InstanceId other) => string.CompareOrdinal(Value, other.Value);

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is InstanceId known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type InstanceId.", nameof(other));

    /// <summary>Shows the id as its text.</summary>
    public override string ToString() => Value;
}

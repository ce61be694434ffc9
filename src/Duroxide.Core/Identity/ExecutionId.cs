namespace Duroxide;

/// <summary>The number of one execution of an instance: 1 at the start, one more after each continue-as-new.</summary>
public readonly record struct ExecutionId(long Value) : IComparable<ExecutionId>, IComparable
{
    /// <summary>The execution that every instance begins with.</summary>
    public static ExecutionId First => new(1);

    /// <summary>The execution that follows this one at continue-as-new.</summary>
    public ExecutionId Next => new(Value + 1);

    /// <summary>Orders executions from old to new.</summary>
    public int CompareTo(ExecutionId other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left one is older than the right one.</summary>
    public static bool operator <(ExecutionId left, ExecutionId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is newer than the right one.</summary>
    public static bool operator >(ExecutionId left, ExecutionId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is older than the right one, or is the same.</summary>
    public static bool operator <=(ExecutionId left, ExecutionId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is newer than the right one, or is the same.</summary>
    public static bool operator >=(ExecutionId left, ExecutionId right) => left.CompareTo(right) >= 0;

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is ExecutionId known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type ExecutionId.", nameof(other));

    /// <summary>Shows the bare number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

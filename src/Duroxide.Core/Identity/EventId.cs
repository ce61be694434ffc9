namespace Duroxide.Core;

/// <summary>The position of an event within one execution's history: 1, 2, 3 and so on.</summary>
public readonly record struct EventId(long Value) : IComparable<EventId>, IComparable
{
    /// <summary>No event: what an ask returns when the execution has already ended.</summary>
    public static EventId None => default;

    /// <summary>The position that follows this one.</summary>
    public EventId Next => new(Value + 1);

    /// <summary>Orders events as they happened.</summary>
    public int CompareTo(EventId other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left one comes before the right one.</summary>
    public static bool operator <(EventId left, EventId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(EventId left, EventId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one comes before the right one, or is the same.</summary>
    public static bool operator <=(EventId left, EventId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one comes after the right one, or is the same.</summary>
    public static bool operator >=(EventId left, EventId right) => left.CompareTo(right) >= 0;

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is EventId known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type EventId.", nameof(other));

    /// <summary>Shows the bare number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

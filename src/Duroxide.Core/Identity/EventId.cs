namespace Duroxide.Core;

/// <summary>The position of an event within one execution's history: 1, 2, 3 and so on.</summary>
public readonly record struct EventId(long Value) : IComparable<EventId>
{
    /// <summary>No event: what an ask returns when the execution has already ended.</summary>
    public static EventId None => default;

    /// <summary>The position that follows this one.</summary>
    public EventId Next => new(Value + 1);

    /// <summary>Orders events as they happened.</summary>
    public int CompareTo(EventId other) => Value.CompareTo(other.Value);

    /// <summary>Shows the bare number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

namespace Duroxide.Core;

/// <summary>A point in time as data: whole milliseconds since 1970-01-01T00:00:00Z.</summary>
public readonly record struct Timestamp(long UnixMilliseconds) : IComparable<Timestamp>, IComparable
{
    // 0001-01-01 and 9999-12-31, as far as the framework's own type goes.
    const long Earliest = -62_135_596_800_000;
    const long Latest = 253_402_300_799_999;

    /// <summary>Reads a point in time, cutting off what is finer than a millisecond.</summary>
    public static Timestamp From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <summary>Gives the same point in time, in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    /// <summary>The point in time that lies a delay later; it stays within the years 1 to 9999 rather than overflow.</summary>
    public Timestamp Plus(TimeSpan delay) =>
        new(Math.Clamp(UnixMilliseconds + (long)delay.TotalMilliseconds, Earliest, Latest));

    /// <summary>The later of two points in time.</summary>
    public static Timestamp Later(Timestamp one, Timestamp other) => one >= other ? one : other;

    /// <summary>Orders points in time from early to late.</summary>
    public int CompareTo(Timestamp other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <summary>Whether the left one is earlier than the right one.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is later than the right one.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is earlier than the right one, or is the same.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is later than the right one, or is the same.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    // F# sorts by this one, and asks for it where a value is the key of a map.
    int IComparable.CompareTo(object? other) =>
        other is Timestamp known
            ? CompareTo(known)
            : throw new ArgumentException($"{other} is not of type Timestamp.", nameof(other));

    /// <summary>Shows the time in ISO 8601, in UTC, with milliseconds; beyond the years 1 to 9999 the bare number.</summary>
    public override string ToString() =>
        UnixMilliseconds is < Earliest or > Latest
            ? UnixMilliseconds.ToString(CultureInfo.InvariantCulture)
            : ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

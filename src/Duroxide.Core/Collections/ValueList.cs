using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Duroxide.Core;

/// <summary>An immutable list that is equal to another when their items are: what a record may hold and stay a value.</summary>
/// <remarks>Records compare arrays and the framework's lists by reference, which would make equal histories differ.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    readonly ImmutableArray<T> items = items;

    ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <summary>The list without items.</summary>
    public static ValueList<T> Empty => default;

    /// <summary>How many items there are.</summary>
    public int Count => Items.Length;

    /// <summary>The item at a position, counted from 0.</summary>
    public T this[int index] => Items[index];

    /// <summary>Compares item by item.</summary>
    public bool Equals(ValueList<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }
        return hash.ToHashCode();
    }

    /// <summary>Compares item by item.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Compares item by item.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>Walks the items in order.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>Shows the items, for failure messages.</summary>
    public override string ToString() => $"[{string.Join("; ", Items)}]";
}

/// <summary>Makes value-equal lists.</summary>
public static class ValueList
{
    /// <summary>Copies a span into a list; collection expressions call it.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Copies a sequence into a list.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}

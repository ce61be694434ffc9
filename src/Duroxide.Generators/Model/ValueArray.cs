using System.Collections;

namespace Duroxide.Generators;

/// <summary>An array that equals another by its items, so that a model equals itself after an edit elsewhere.</summary>
readonly struct ValueArray<T>(ImmutableArray<T> items) : IEquatable<ValueArray<T>>, IEnumerable<T>
{
    readonly ImmutableArray<T> items = items;

    ImmutableArray<T> Items => items.IsDefault ? [] : items;

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    public bool Equals(ValueArray<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? other) => other is ValueArray<T> array && Equals(array);

    public override int GetHashCode() =>
        Items.Aggregate(17, (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

static class ValueArrays
{
    public static ValueArray<T> ToValues<T>(this IEnumerable<T> items) => new([.. items]);
}

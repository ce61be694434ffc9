using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Duroxide.Core;

/// <summary>An immutable map, always walked in the order of its keys, that is equal to another when their entries are.</summary>
/// <remarks>A walk in hash order would differ between processes, and with it a decision.</remarks>
public readonly struct ValueMap<TKey, TValue>(ImmutableSortedDictionary<TKey, TValue> entries)
    : IReadOnlyDictionary<TKey, TValue>,
        IEquatable<ValueMap<TKey, TValue>>
    where TKey : notnull
{
    static readonly ImmutableSortedDictionary<TKey, TValue> None = ImmutableSortedDictionary.Create<TKey, TValue>(
        typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default
    );

    readonly ImmutableSortedDictionary<TKey, TValue>? entries = entries;

    ImmutableSortedDictionary<TKey, TValue> Entries => entries ?? None;

    /// <summary>The map without entries.</summary>
    public static ValueMap<TKey, TValue> Empty => default;

    /// <summary>How many entries there are.</summary>
    public int Count => Entries.Count;

    /// <summary>The keys in ascending order.</summary>
    public IEnumerable<TKey> Keys => Entries.Keys;

    /// <summary>The values in the order of their keys.</summary>
    public IEnumerable<TValue> Values => Entries.Values;

    /// <summary>The value of a key that is known to be there.</summary>
    public TValue this[TKey key] => Entries[key];

    /// <summary>Says whether a key is there.</summary>
    public bool ContainsKey(TKey key) => Entries.ContainsKey(key);

    /// <summary>Looks a key up.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => Entries.TryGetValue(key, out value);

    /// <summary>The same map with one entry added or replaced.</summary>
    public ValueMap<TKey, TValue> Set(TKey key, TValue value) => new(Entries.SetItem(key, value));

    /// <summary>The same map without a key; the map itself when the key is not there.</summary>
    public ValueMap<TKey, TValue> Remove(TKey key) => new(Entries.Remove(key));

    /// <summary>Compares entry by entry.</summary>
    public bool Equals(ValueMap<TKey, TValue> other) =>
        ReferenceEquals(Entries, other.Entries)
        || Count == other.Count && Keys.SequenceEqual(other.Keys) && Values.SequenceEqual(other.Values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ValueMap<TKey, TValue> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in Entries)
        {
            hash.Add(key);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    /// <summary>Compares entry by entry.</summary>
    public static bool operator ==(ValueMap<TKey, TValue> left, ValueMap<TKey, TValue> right) => left.Equals(right);

    /// <summary>Compares entry by entry.</summary>
    public static bool operator !=(ValueMap<TKey, TValue> left, ValueMap<TKey, TValue> right) => !left.Equals(right);

    /// <summary>Walks the entries in the order of their keys.</summary>
    public ImmutableSortedDictionary<TKey, TValue>.Enumerator GetEnumerator() => Entries.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Entries.GetEnumerator();

    /// <summary>Shows the entries, for failure messages.</summary>
    public override string ToString() => $"{{{string.Join("; ", Entries.Select(e => $"{e.Key} = {e.Value}"))}}}";
}

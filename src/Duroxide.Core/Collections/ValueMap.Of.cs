namespace Duroxide;

/// <summary>Makes maps.</summary>
public static class ValueMap
{
    /// <summary>A map of these entries; of two with one key the last counts.</summary>
    public static ValueMap<TKey, TValue> Of<TKey, TValue>(params (TKey Key, TValue Value)[] entries)
        where TKey : notnull =>
        entries.Aggregate(ValueMap<TKey, TValue>.Empty, (map, entry) => map.Set(entry.Key, entry.Value));
}

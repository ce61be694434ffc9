namespace Duroxide.Testing;

/// <summary>Gives equal things the same number, so that states are compared exactly and yet as a few numbers.</summary>
sealed class Interner
{
    readonly Dictionary<(int Before, HistoryEvent Event), int> histories = [];
    readonly Dictionary<object, int> others = [];

    /// <summary>The number of a history: of its last event behind the number of the rest.</summary>
    public int OfHistory(int before, HistoryEvent last)
    {
        var key = (before, last);
        if (!histories.TryGetValue(key, out var number))
        {
            number = histories.Count + 1;
            histories.Add(key, number);
        }
        return number;
    }

    /// <summary>The number of any other value; 0 for none.</summary>
    public int Of(object? value)
    {
        if (value is null)
        {
            return 0;
        }
        if (!others.TryGetValue(value, out var number))
        {
            number = others.Count + 1;
            others.Add(value, number);
        }
        return number;
    }

    /// <summary>The number of a map; 0 for one without entries.</summary>
    public int OfMap<TKey, TValue>(ValueMap<TKey, TValue> map)
        where TKey : notnull => map.Count == 0 ? 0 : Of(map);

    /// <summary>Adds a number that does not fit into one.</summary>
    public static void Add(List<int> key, long number)
    {
        key.Add((int)number);
        key.Add((int)(number >> 32));
    }
}

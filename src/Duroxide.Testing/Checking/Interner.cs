namespace Duroxide.Testing;

/// <summary>Gives equal things the same number, so that states are compared exactly and yet as a few numbers.</summary>
sealed class Interner
{
    readonly Dictionary<(int Before, HistoryEvent Event), int> histories = [];
    readonly Dictionary<object, int> others = [];

    /// <summary>The number of a history: of its last event behind the number of the rest.</summary>
    public int OfHistory(ValueList<HistoryEvent> history)
    {
        var number = 0;
        foreach (var happened in history)
        {
            var key = (number, happened);
            if (!histories.TryGetValue(key, out number))
            {
                number = histories.Count + 1;
                histories.Add(key, number);
            }
        }
        return number;
    }

    /// <summary>The number of any other value.</summary>
    public int Of(object value)
    {
        if (!others.TryGetValue(value, out var number))
        {
            number = others.Count + 1;
            others.Add(value, number);
        }
        return number;
    }
}

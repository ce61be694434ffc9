namespace Duroxide.Testing;

/// <summary>The numbers of a growing list's items, of which only the new ones are looked up.</summary>
/// <param name="numberOf">The number of an item, given that of the one before it.</param>
sealed class Numbering<T>(Func<int, T, int> numberOf)
    where T : class
{
    readonly List<int> numbers = [];
    T? last;

    public List<int> Of(ValueList<T> items)
    {
        // Items are made once, behind all those before them: where one is the same, so is what stands before it.
        if (numbers.Count == 0 || items.Count < numbers.Count || !ReferenceEquals(items[numbers.Count - 1], last))
        {
            numbers.Clear();
        }
        for (var index = numbers.Count; index < items.Count; index++)
        {
            numbers.Add(numberOf(index == 0 ? 0 : numbers[index - 1], items[index]));
        }
        last = items.Count > 0 ? items[^1] : null;
        return numbers;
    }
}

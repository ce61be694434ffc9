using System.Collections;

namespace Duroxide;

/// <summary>Some of what was asked for, in order.</summary>
/// <param name="items">What it holds.</param>
/// <param name="next">Where the next page begins; null when there is none.</param>
public sealed class Page<T>(IReadOnlyList<T> items, string? next) : IReadOnlyList<T>
{
    /// <summary>What to give as <see cref="InstanceQuery.After"/> to read on; null when there is nothing more.</summary>
    /// <remarks>A page may be short, or empty, and there is more behind it: one call looks at 10,000 instances at most.</remarks>
    public string? Next => next;

    /// <summary>How many there are on this page.</summary>
    public int Count => items.Count;

    /// <summary>One of them, counted from 0.</summary>
    public T this[int index] => items[index];

    /// <summary>Walks them in order.</summary>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

namespace Duroxide.Analyzers;

/// <summary>How texts are put in order, compared or searched, so that the culture of the machine decides.</summary>
enum TextOrder
{
    /// <summary>They are not, or it is said how.</summary>
    None,

    /// <summary>By a method that would take a comparer.</summary>
    Sorting,

    /// <summary>By a collection that would take a comparer.</summary>
    Sorted,

    /// <summary>By a comparison of two.</summary>
    Comparing,

    /// <summary>By a search that would take a <c>StringComparison</c>.</summary>
    Searching,
}

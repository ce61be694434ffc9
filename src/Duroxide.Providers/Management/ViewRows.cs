namespace Duroxide.Providers;

/// <summary>What a statement over the views of a store selects.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each with a value for every column: null, a number, a boolean or a text. Times are texts in ISO 8601, in UTC.</param>
public sealed record ViewRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

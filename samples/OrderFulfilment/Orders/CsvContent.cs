namespace OrderFulfilment;

/// <summary>What a file holds.</summary>
sealed record CsvContent<T>(IReadOnlyList<CsvRow<T>> Rows, IReadOnlyList<Problem> Problems);

/// <summary>One line of a file.</summary>
sealed record CsvRow<T>(int Line, T Value);

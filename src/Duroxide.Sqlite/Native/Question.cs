using System.Globalization;

namespace Duroxide.Sqlite;

/// <summary>A statement of a caller's own, which only selects.</summary>
/// <param name="handle">The statement.</param>
/// <param name="failure">What to throw where SQLite reports a failure.</param>
sealed class Question(sqlite3_stmt handle, Func<int, SqliteFailure> failure)
{
    /// <summary>Reads all that it selects.</summary>
    public ViewRows Read()
    {
        var columns = Enumerable
            .Range(0, raw.sqlite3_column_count(handle))
            .Select(column => raw.sqlite3_column_name(handle, column).utf8_to_string())
            .ToList();
        List<IReadOnlyList<object?>> rows = [];
        int result;
        while ((result = raw.sqlite3_step(handle)) == raw.SQLITE_ROW)
        {
            rows.Add([.. columns.Select((_, column) => Value(column))]);
        }
        return result == raw.SQLITE_DONE ? new(columns, rows) : throw failure(result);
    }

    object? Value(int column) =>
        raw.sqlite3_column_type(handle, column) switch
        {
            raw.SQLITE_NULL => null,
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(handle, column),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(handle, column),
            raw.SQLITE_TEXT => raw.sqlite3_column_text(handle, column).utf8_to_string(),
            raw.SQLITE_BLOB => Convert.ToHexStringLower(raw.sqlite3_column_blob(handle, column)),
            var type => throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"SQLite gave a value of type {type}.")
            ),
        };
}

namespace Duroxide.Sqlite;

/// <summary>SQLite refused something.</summary>
/// <param name="code">The primary result code.</param>
/// <param name="extended">The extended result code.</param>
/// <param name="message">SQLite's own text.</param>
/// <param name="statement">The statement, by its name.</param>
sealed class SqliteFailure(int code, int extended, string message, string statement)
    : Exception($"SQLite error {extended} at {statement}: {message}.")
{
    public int Code { get; } = code;

    public int Extended { get; } = extended;

    /// <summary>SQLite's own text.</summary>
    public string Text { get; } = message;
}

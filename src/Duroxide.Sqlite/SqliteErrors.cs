namespace Duroxide.Sqlite;

/// <summary>Says what SQLite's failures mean for the store, and what to do about them.</summary>
static class SqliteErrors
{
    const int Authorization = 23;

    /// <summary>The exception that callers get.</summary>
    /// <param name="operation">What was asked for.</param>
    /// <param name="options">Of the store.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="waited">How long the call took before it failed.</param>
    public static ProviderException Explain(
        string operation,
        SqliteOptions options,
        Exception failure,
        TimeSpan waited
    ) =>
        failure switch
        {
            ProviderException known => known,
            SqliteFailure sqlite => Explain(operation, options, waited, sqlite),
            _ => new ProviderException(
                operation,
                $"The writer of '{options.Path}' met a {failure.GetType().Name}: {failure.Message} Nothing of the call was kept, unless it was met after the commit.",
                isRetryable: true,
                failure
            ),
        };

    /// <summary>Whether the fault lies in the one item that was written, so that the rest of the batch may continue.</summary>
    public static bool IsOfItem(Exception failure) =>
        failure is not SqliteFailure { Code: not (raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH) };

    /// <summary>The exception for items that can never be written.</summary>
    public static ProviderException Refused(string operation, Exception failure) =>
        new(
            operation,
            $"An item was refused and nothing of it is stored ({failure.Message}). The other items of the call were written. Correct the item; the same call fails again.",
            isRetryable: false,
            failure
        );

    /// <summary>The exception for a file that this process may only read.</summary>
    public static ProviderException Unwritable(string operation, string path) =>
        new(operation, UnwritableText(path), isRetryable: false);

    /// <summary>The exception for a write to a store that was opened for reading alone.</summary>
    public static ProviderException OnlyRead(string operation, string path) =>
        new(
            operation,
            $"'{path}' was opened for reading alone, by SqliteOptions.OpenMode. Open it with another mode to write to it.",
            isRetryable: false
        );

    static string UnwritableText(string path) =>
        $"'{path}' cannot be written. Make the file and its folder writable for this process; SQLite keeps its log beside the file.";

    static ProviderException Explain(string operation, SqliteOptions options, TimeSpan waited, SqliteFailure failure)
    {
        var (retryable, advice) =
            failure.Code == raw.SQLITE_CANTOPEN && options.OpenMode != SqliteOpenMode.CreateOrUpgrade
                ? (false, Absent(options))
                : Advice(options.Path, waited, failure);
        return new(operation, $"{advice} ({failure.Message})", retryable, failure);
    }

    static string Absent(SqliteOptions options) =>
        $"'{options.Path}' cannot be opened, and it is not created because SqliteOptions.OpenMode is {options.OpenMode}. Check that the file is there, and that this process may read it and write to its folder, where SQLite keeps its log.";

    static (bool IsRetryable, string Text) Advice(string path, TimeSpan waited, SqliteFailure failure) =>
        failure.Code switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                true,
                $"Another process held the lock of '{path}', and it was waited for {waited.TotalSeconds:0.0##} s. Nothing was written; call again, and look for a program that keeps a transaction open."
            ),
            raw.SQLITE_FULL => (
                true,
                $"The disk that holds '{path}' is full. Nothing of the call was written and nothing stored is lost; free some space and call again."
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or Authorization => (false, UnwritableText(path)),
            raw.SQLITE_CANTOPEN => (
                true,
                $"'{path}' cannot be opened or created. Check that the folder exists, that the path is not a folder, and that this process may write there and has file handles left."
            ),
            raw.SQLITE_NOTADB => (
                false,
                $"'{path}' is not an SQLite database. Nothing in it was changed; name another file, or move this one away."
            ),
            raw.SQLITE_CORRUPT => (
                false,
                $"'{path}' is damaged. Stop the program, keep a copy of the file and its -wal file, and restore a backup."
            ),
            raw.SQLITE_IOERR => (
                true,
                $"The disk that holds '{path}' reports an error. Whether the call was carried out is unknown; check the disk."
            ),
            raw.SQLITE_ERROR when failure.Text.StartsWith("no such ", StringComparison.Ordinal) => (
                false,
                $"'{path}' is damaged or was changed by hand: it lacks what this build has put there. Stop the program, and restore a backup."
            ),
            raw.SQLITE_NOMEM => (true, $"There is not enough memory to work on '{path}'."),
            // Whoever is told that it is for good gives up work that is sound, so in doubt it is not.
            _ => (true, $"SQLite refused to work on '{path}' for now."),
        };
}

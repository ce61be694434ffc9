namespace Duroxide.Sqlite;

/// <summary>Says what SQLite's failures mean for the store, and what to do about them.</summary>
static class SqliteErrors
{
    const int Authorization = 23;

    /// <summary>The exception that callers get.</summary>
    public static ProviderException Explain(string operation, SqliteOptions options, Exception failure) =>
        failure switch
        {
            ProviderException known => known,
            SqliteFailure sqlite => Explain(operation, options.Path, options.BusyTimeout, sqlite),
            _ => new ProviderException(
                operation,
                $"The writer of '{options.Path}' met a {failure.GetType().Name}: {failure.Message} Nothing of the call was kept, unless it was met after the commit.",
                isRetryable: true,
                failure
            ),
        };

    /// <summary>Whether the fault lies in the one item that was written, so that the rest of the batch may go on.</summary>
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

    static ProviderException Explain(string operation, string path, TimeSpan busy, SqliteFailure failure)
    {
        var (retryable, advice) = Advice(path, busy, failure.Code);
        return new(operation, $"{advice} ({failure.Message})", retryable, failure);
    }

    static (bool IsRetryable, string Text) Advice(string path, TimeSpan busy, int code) =>
        code switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                true,
                $"Another process held the lock of '{path}' for longer than {busy.TotalSeconds:0.###} s. Nothing was written; call again, and look for a program that keeps a transaction open."
            ),
            raw.SQLITE_FULL => (
                true,
                $"The disk that holds '{path}' is full. Nothing of the call was written and nothing stored is lost; free some space and call again."
            ),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or Authorization => (
                false,
                $"'{path}' cannot be written. Make the file and its folder writable for this process; SQLite keeps its log beside the file."
            ),
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
            raw.SQLITE_NOMEM => (true, $"There is not enough memory to work on '{path}'."),
            // Whoever is told that it is for good gives up work that is sound, so in doubt it is not.
            _ => (true, $"SQLite refused to work on '{path}' for now."),
        };
}

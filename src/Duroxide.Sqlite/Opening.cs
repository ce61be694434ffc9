using static System.FormattableString;

namespace Duroxide.Sqlite;

/// <summary>Opens the connection that writes: what the options do not allow is refused before anything is changed.</summary>
static class Opening
{
    const string Operation = nameof(IProvider.InitializeAsync);

    // A busy writer has some 900 pieces in use, most of them its prepared statements'; SQLite keeps 100.
    const int PieceOfMemory = 1200;
    const int PiecesOfMemory = 1000;

    /// <exception cref="ProviderException">The file cannot be used; the message says what to do.</exception>
    public static Connection Open(SqliteOptions options)
    {
        var began = TimeProvider.System.GetTimestamp();
        Connection? connection = null;
        try
        {
            connection = Connection.Open(options.Path, Access(options.OpenMode), options.Faults);
            connection.KeepMemory(PieceOfMemory, PiecesOfMemory);
            connection.BusyTimeout(options.BusyTimeout);
            // What is refused stays as it is, its log too.
            connection.KeepLogAtClose(true);
            Prepare(connection, options);
            connection.KeepLogAtClose(false);
            return connection;
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            throw SqliteErrors.Explain(Operation, options, failure, TimeProvider.System.GetElapsedTime(began));
        }
    }

    static Access Access(SqliteOpenMode mode) =>
        mode switch
        {
            SqliteOpenMode.CreateOrUpgrade => Sqlite.Access.Create,
            SqliteOpenMode.Existing => Sqlite.Access.Write,
            SqliteOpenMode.ReadOnly => Sqlite.Access.Read,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };

    static void Prepare(Connection connection, SqliteOptions options)
    {
        if (connection.IsReadOnly && options.OpenMode != SqliteOpenMode.ReadOnly)
        {
            throw SqliteErrors.Unwritable(Operation, options.Path);
        }
        var version = Schema.Check(connection, options);
        if (version < Schema.Scripts.Count && options.OpenMode != SqliteOpenMode.CreateOrUpgrade)
        {
            throw Incomplete(options, version);
        }
        if (options.OpenMode != SqliteOpenMode.ReadOnly)
        {
            Configure(connection, options);
        }
        if (version < Schema.Scripts.Count)
        {
            Schema.Upgrade(connection, options);
        }
    }

    static void Configure(Connection connection, SqliteOptions options)
    {
        if (!options.IsInMemory && connection.ReadTexts("PRAGMA journal_mode", column: 0) is not ["wal"])
        {
            UseLog(connection, options);
        }
        // The writer chooses the moment, and a log that somebody else let grow is cut back when it begins anew.
        connection.Execute("PRAGMA wal_autocheckpoint = 0", "autocheckpoint");
        connection.Execute(
            Invariant($"PRAGMA journal_size_limit = {(long)options.CheckpointPages * Checkpoints.PageInLog}"),
            "journal-size-limit"
        );
        connection.Execute(Invariant($"PRAGMA cache_size = -{options.CacheKibibytes}"), "cache-size");
        connection.Execute("PRAGMA temp_store = MEMORY", "temp-store");
    }

    // The change needs the file for itself and does not wait for it, unlike a transaction that begins with the same need.
    static void UseLog(Connection connection, SqliteOptions options)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                connection.Execute("PRAGMA journal_mode = WAL", "journal-mode");
                return;
            }
            catch (SqliteFailure failure)
                when (failure.Code == raw.SQLITE_BUSY && TimeProvider.System.GetElapsedTime(began) < options.BusyTimeout
                )
            {
                connection.Execute("BEGIN EXCLUSIVE", "journal-mode");
                connection.Execute("COMMIT", "journal-mode");
            }
        }
    }

    static ProviderException Incomplete(SqliteOptions options, int version) =>
        new(
            Operation,
            version == 0
                ? $"'{options.Path}' holds no store of Duroxide, and none is made because SqliteOptions.OpenMode is {options.OpenMode}. Name the file of a store."
                : $"'{options.Path}' has schema version {version} and this build reads version {Schema.Scripts.Count}, and it is not upgraded because SqliteOptions.OpenMode is {options.OpenMode}. Open it once with a runtime of this build, or look at it with the build that wrote it.",
            isRetryable: false
        );
}

namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider
{
    /// <summary>Copies the store, as it is at one moment, into a new file, while work goes on.</summary>
    /// <remarks>The copy is under another name until it is whole, so a file of this name is always a whole backup.</remarks>
    /// <param name="path">The new file; a relative one is of the present working directory.</param>
    /// <param name="cancellationToken">Ends the wait before the copy begins; one that has begun is made to its end.</param>
    /// <exception cref="ProviderException">The file exists already, cannot be written, or the store is in memory.</exception>
    public Task BackUpAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        return TendAsync(
            nameof(BackUpAsync),
            Access.Read,
            connection => Backup.Write(connection, target),
            cancellationToken
        );
    }

    /// <summary>Looks through the whole file for damage, while work goes on; that takes seconds a gigabyte.</summary>
    /// <param name="cancellationToken">Ends the wait before the look begins.</param>
    /// <returns>What is damaged, in SQLite's words, at most 100 lines; none when the file is sound.</returns>
    /// <exception cref="ProviderException">The file cannot be read, or the store is in memory.</exception>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> found = [];
        await TendAsync(nameof(CheckAsync), Access.Read, connection => found = DamageOf(connection), cancellationToken)
            .ConfigureAwait(false);
        return found;
    }

    /// <summary>Moves the log into the file and gives its room back to the disk, while work goes on.</summary>
    /// <remarks>The store does so by itself as the log grows; ask for it before the file is copied by other means, or when the disk is short.</remarks>
    /// <param name="cancellationToken">Ends the wait before it begins.</param>
    /// <returns>Whether all was moved; false while somebody has read an older state for more than a second.</returns>
    /// <exception cref="ProviderException">The file cannot be written, or the store is in memory.</exception>
    public async Task<bool> CheckpointAsync(CancellationToken cancellationToken = default)
    {
        var isMoved = false;
        await TendAsync(
                nameof(CheckpointAsync),
                Access.Write,
                connection => isMoved = new Checkpoints(connection, options).MoveAll(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return isMoved;
    }

    /// <summary>Writes the file anew without the room that deleted rows have left in it, and moves the log.</summary>
    /// <remarks>
    /// It takes seconds a gigabyte and up to twice the room of the file. Reads go on; writes wait, and fail as retryable after
    /// <see cref="SqliteOptions.BusyTimeout"/>, as with any other program that holds the lock.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait before it begins; what has begun is done to its end.</param>
    /// <returns>How many bytes shorter the file is; 0 as long as somebody reads an older state, and then <see cref="CheckpointAsync"/> makes it shorter later.</returns>
    /// <exception cref="ProviderException">The lock, or room on the disk, could not be had, the file cannot be written, or the store is in memory. Nothing is lost.</exception>
    public async Task<long> VacuumAsync(CancellationToken cancellationToken = default)
    {
        var saved = 0L;
        await TendAsync(
                nameof(VacuumAsync),
                Access.Write,
                connection =>
                {
                    var checkpoints = new Checkpoints(connection, options);
                    // What still stands in the log alone is room of the file, too.
                    _ = checkpoints.MoveAll();
                    var before = new FileInfo(connection.FileName).Length;
                    connection.Execute("VACUUM", "vacuum");
                    _ = checkpoints.MoveAll();
                    saved = Math.Max(0, before - new FileInfo(connection.FileName).Length);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return saved;
    }

    static IReadOnlyList<string> DamageOf(Connection connection)
    {
        try
        {
            var found = connection.ReadTexts("PRAGMA integrity_check(100)", 0);
            return found is ["ok"] ? [] : found;
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_CORRUPT)
        {
            // So much is damaged that the look itself stumbles over it.
            return [failure.Text];
        }
    }

    // On a connection of its own: the writer waits for it only where it writes too, and those who read never do.
    Task TendAsync(string operation, Access access, Action<Connection> tend, CancellationToken cancellationToken)
    {
        if (options.IsInMemory)
        {
            return Task.FromException(
                new ProviderException(
                    operation,
                    "The store is in memory and has no file. There is nothing to back up, to check, to tidy or to ask in SQL; keep the store in a file for that.",
                    isRetryable: false
                )
            );
        }
        if (access != Access.Read && options.OpenMode == SqliteOpenMode.ReadOnly)
        {
            return Task.FromException(SqliteErrors.OnlyRead(operation, options.Path));
        }
        return Task.Run(
            () =>
            {
                _ = Store;
                var began = TimeProvider.System.GetTimestamp();
                try
                {
                    using var connection = Connection.Open(options.Path, access, options.Faults);
                    connection.BusyTimeout(options.BusyTimeout);
                    // The log is moved with a mark before it, and never by SQLite on its own.
                    connection.Execute("PRAGMA wal_autocheckpoint = 0", "autocheckpoint");
                    tend(connection);
                }
                catch (SqliteFailure failure)
                {
                    var waited = TimeProvider.System.GetElapsedTime(began);
                    throw SqliteErrors.Explain(operation, options, failure, waited);
                }
            },
            cancellationToken
        );
    }
}

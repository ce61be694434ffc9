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
        return LookAsync(nameof(BackUpAsync), connection => Backup.Write(connection, target), cancellationToken);
    }

    /// <summary>Looks through the whole file for damage, while work goes on; that takes seconds a gigabyte.</summary>
    /// <param name="cancellationToken">Ends the wait before the look begins.</param>
    /// <returns>What is damaged, in SQLite's words, at most 100 lines; none when the file is sound.</returns>
    /// <exception cref="ProviderException">The file cannot be read, or the store is in memory.</exception>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> found = [];
        await LookAsync(nameof(CheckAsync), connection => found = DamageOf(connection), cancellationToken)
            .ConfigureAwait(false);
        return found;
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

    // On a connection of its own: neither the writer nor those who read wait for it.
    Task LookAsync(string operation, Action<Connection> look, CancellationToken cancellationToken)
    {
        if (options.IsInMemory)
        {
            return Task.FromException(
                new ProviderException(
                    operation,
                    "The store is in memory and has no file. Keep it in a file to back it up or to check it.",
                    isRetryable: false
                )
            );
        }
        return Task.Run(
            () =>
            {
                _ = Store;
                var began = TimeProvider.System.GetTimestamp();
                try
                {
                    using var connection = Connection.Open(options.Path, Access.Read, options.Faults);
                    connection.BusyTimeout(options.BusyTimeout);
                    look(connection);
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

namespace Duroxide.Sqlite;

/// <summary>Moves the log into the file before it grows longer than the file itself, and marks what belongs together before.</summary>
/// <remarks>
/// The mark is in two places. The sequence is written by nearly every transaction, so that each log holds it; the lineage
/// only here, at the end of a log, so that it is in the file alone. A log that is laid over another file, or over an older
/// copy of its own, is found out by that. See docs/decisions/sqlite-files.md.
/// </remarks>
sealed class Checkpoints
{
    /// <summary>The bytes of a page in the log, with what stands before it.</summary>
    public const int PageInLog = 4096 + 24;

    const int Passive = 0;
    const int Truncate = 3;
    const int Least = 1000;

    static readonly Sql Begins = Sql.Named("transaction/begin");
    static readonly Sql Commits = Sql.Named("transaction/commit");
    static readonly Sql Advance = Sql.Named("lineage/advance");
    static readonly Sql Stamp = Sql.Named("lineage/stamp");
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Connection connection;
    readonly SqliteOptions options;
    long written;
    long limit;

    public Checkpoints(Connection connection, SqliteOptions options)
    {
        this.connection = connection;
        this.options = options;
        if (options.IsInMemory || options.OpenMode == SqliteOpenMode.ReadOnly)
        {
            limit = long.MaxValue;
            return;
        }
        var log = new FileInfo(connection.FileName + "-wal");
        written = log.Exists ? log.Length / PageInLog : 0;
        limit = Limit();
    }

    /// <summary>Moves the log if it has grown long enough.</summary>
    public void AfterCommit()
    {
        written += connection.TakePagesWritten();
        if (written < limit)
        {
            return;
        }
        try
        {
            Mark();
            limit = Limit();
            // While somebody reads an older state the log cannot begin anew; it is tried again before long.
            written = connection.Checkpoint(Passive) ? 0 : limit - (limit / 10);
        }
        catch (SqliteFailure)
        {
            // What was asked for is committed. The log goes on growing, and who writes next meets the same trouble.
            connection.Rollback();
        }
    }

    /// <summary>Marks the end of the log, which is moved into the file when the last connection closes.</summary>
    public void AtClose()
    {
        written += connection.TakePagesWritten();
        if (limit == long.MaxValue || written == 0)
        {
            return;
        }
        try
        {
            Mark();
        }
        catch (SqliteFailure)
        {
            // The file is as sound without the mark; only a wrong log is not found out by this one.
            connection.Rollback();
        }
    }

    /// <summary>Moves the log into the file and gives its room back to a disk that is full.</summary>
    public bool TryMakeRoom() => limit != long.MaxValue && TryTruncate();

    /// <summary>Does so because somebody asks for it, with the mark.</summary>
    /// <returns>Whether all was moved.</returns>
    public bool MoveAll()
    {
        Mark();
        return TryTruncate();
    }

    bool TryTruncate()
    {
        connection.BusyTimeout(Patience < options.BusyTimeout ? Patience : options.BusyTimeout);
        var isMoved = connection.Checkpoint(Truncate);
        connection.BusyTimeout(options.BusyTimeout);
        return isMoved;
    }

    /// <summary>Moves what a log holds whose name is gone, so that it outlives this process.</summary>
    public void Rescue() => connection.Checkpoint(Truncate);

    void Mark()
    {
        connection.Use(Begins).Run();
        connection.Use(Advance).Run();
        connection.Use(Stamp).Run();
        connection.Use(Commits).Run();
    }

    long Limit() => Math.Min(options.CheckpointPages, Math.Max(Least, connection.ReadNumber("PRAGMA page_count")));
}

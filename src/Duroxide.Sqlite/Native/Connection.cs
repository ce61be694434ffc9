namespace Duroxide.Sqlite;

/// <summary>One open connection with the statements prepared on it; used by one thread at a time.</summary>
sealed class Connection : IDisposable
{
    const int Lookaside = 1001;
    const int NoCheckpointOnClose = 1006;

    readonly sqlite3 handle;
    readonly Statement?[] prepared = new Statement?[Sql.Count];
    readonly ISqliteFaults? faults;

    static Connection() => Batteries_V2.Init();

    Connection(sqlite3 handle, ISqliteFaults? faults)
    {
        this.handle = handle;
        this.faults = faults;
    }

    public static Connection Open(string path, Access access, ISqliteFaults? faults)
    {
        var flags = access switch
        {
            Access.Read => raw.SQLITE_OPEN_READONLY,
            Access.Write => raw.SQLITE_OPEN_READWRITE,
            Access.Create => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
            _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
        };
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle, faults);
        if (result == raw.SQLITE_OK)
        {
            return connection;
        }
        var failure = connection.Failure(result, "open");
        connection.Dispose();
        throw failure;
    }

    /// <summary>The file as SQLite names it, with all links followed.</summary>
    public string FileName => raw.sqlite3_db_filename(handle, "main").utf8_to_string() ?? "";

    /// <summary>Whether the file can only be read; SQLite falls back to that by itself.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(handle, "main") == 1;

    /// <summary>Whether no transaction is open.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(handle) != 0;

    /// <summary>How many rows the last write changed.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public void BusyTimeout(TimeSpan timeout) =>
        raw.sqlite3_busy_timeout(handle, (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue));

    /// <summary>Keeps memory for what statements need while they run, so that SQLite does not ask for each piece under its lock; before anything is prepared.</summary>
    /// <param name="size">The bytes of a piece; what is larger is asked for.</param>
    /// <param name="pieces">How many there are.</param>
    public void KeepMemory(int size, int pieces) =>
        Check(raw.sqlite3_db_config(handle, Lookaside, IntPtr.Zero, size, pieces), "memory");

    /// <summary>How much memory its page cache has.</summary>
    public int CachedBytes
    {
        get
        {
            _ = raw.sqlite3_db_status(handle, raw.SQLITE_DBSTATUS_CACHE_USED, out var bytes, out _, resetFlg: 0);
            return bytes;
        }
    }

    /// <summary>Gives back the memory of pages that nothing needs now; a hint, which cannot fail for a reason that matters.</summary>
    public void GiveMemoryBack() => _ = raw.sqlite3_exec(handle, "PRAGMA shrink_memory");

    /// <summary>Says whether the last connection to a file moves the log into it when it closes.</summary>
    public void KeepLogAtClose(bool keep) =>
        Check(raw.sqlite3_db_config(handle, NoCheckpointOnClose, keep ? 1 : 0, out _), "close");

    /// <summary>How many pages were written since it was asked last.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Moves the log into the file.</summary>
    /// <param name="mode">How, by SQLite's number.</param>
    /// <returns>Whether all of it was moved.</returns>
    public bool Checkpoint(int mode)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(handle, "main", mode, out var log, out var moved);
        return result == raw.SQLITE_OK && log == moved;
    }

    /// <summary>Copies everything, as it is at one moment, into a new file.</summary>
    public void CopyTo(string path)
    {
        using var copy = Open(path, Access.Create, faults: null);
        using var backup = raw.sqlite3_backup_init(copy.handle, "main", handle, "main");
        var result = backup.IsInvalid ? raw.SQLITE_ERROR : raw.sqlite3_backup_step(backup, -1);
        if (result != raw.SQLITE_DONE)
        {
            throw copy.Failure(result, "backup");
        }
    }

    /// <summary>The prepared statement, ready to be bound.</summary>
    public Statement Use(Sql sql) => (prepared[sql.Index] ??= new Statement(this, handle, sql, faults)).Begin();

    /// <summary>Runs statements that are not worth preparing.</summary>
    public void Execute(string text, string name)
    {
        faults?.Reach(name, before: true);
        Run(text, name);
        faults?.Reach(name, before: false);
    }

    Statement Once(string text) => new Statement(this, handle, new Sql(-1, text, text), null).Begin();

    void Run(string text, string name) => Check(raw.sqlite3_exec(handle, text), name);

    void Check(int result, string name)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result, name);
        }
    }

    /// <summary>Reads one number that a statement not worth preparing gives.</summary>
    public long ReadNumber(string text)
    {
        using var statement = Once(text);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Reads one column of texts that a statement not worth preparing gives.</summary>
    public IReadOnlyList<string> ReadTexts(string text, int column)
    {
        List<string> texts = [];
        using var statement = Once(text);
        while (statement.Step())
        {
            texts.Add(statement.Text(column));
        }
        return texts;
    }

    /// <summary>Reads all that a caller's own statement selects.</summary>
    /// <exception cref="SqliteFailure">It cannot be answered, or is more than one statement.</exception>
    public ViewRows Ask(string text)
    {
        const string Name = "ask";
        var result = raw.sqlite3_prepare_v2(handle, text, out var statement, out var rest);
        using (statement)
        {
            return result != raw.SQLITE_OK ? throw Failure(result, Name)
                : !string.IsNullOrWhiteSpace(rest) || raw.sqlite3_stmt_readonly(statement) == 0
                    ? throw new SqliteFailure(raw.SQLITE_ERROR, raw.SQLITE_ERROR, "there is a second statement", Name)
                : new Question(statement, code => Failure(code, Name)).Read();
        }
    }

    /// <summary>Ends what runs on the connection, from another thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(handle);

    /// <summary>Gives up what the open transaction wrote; without one, nothing happens.</summary>
    public void Rollback()
    {
        foreach (var statement in prepared)
        {
            statement?.Reset();
        }
        if (!IsIdle)
        {
            Run("ROLLBACK", "rollback");
        }
    }

    public SqliteFailure Failure(int result, string statement)
    {
        var extended = raw.sqlite3_extended_errcode(handle);
        return new(result & 0xff, extended, raw.sqlite3_errmsg(handle).utf8_to_string() ?? "", statement);
    }

    public void Dispose()
    {
        foreach (var statement in prepared)
        {
            statement?.Dispose();
        }
        handle.Dispose();
    }
}

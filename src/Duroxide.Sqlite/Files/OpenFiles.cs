namespace Duroxide.Sqlite;

/// <summary>Whether the store's path still leads to the files that are open. What is written to any others is lost with this process.</summary>
/// <remarks>Safe for many threads. Once it does not, it never does again: what was committed meanwhile nobody else has seen.</remarks>
sealed class OpenFiles
{
    static readonly TimeSpan PauseOfReads = TimeSpan.FromMilliseconds(100);

    readonly string path;
    readonly List<OpenFile> files = [];
    volatile Loss? loss;
    long checkedAt;

    /// <param name="options">Of the store.</param>
    /// <param name="name">The open file as SQLite names it, with all links followed: its log and the log's index lie beside that.</param>
    public OpenFiles(SqliteOptions options, string name)
    {
        path = options.Path;
        if (options.IsInMemory)
        {
            return;
        }
        Add(path, "it", isLog: false);
        Add(name + "-wal", $"its log '{name}-wal'", isLog: true);
        Add(name + "-shm", $"the index of its log, '{name}-shm',", isLog: false);
    }

    /// <summary>Whether something is known to be taken away.</summary>
    public bool AreLost => loss is not null;

    /// <summary>Looks what was taken away; null while all is there.</summary>
    public Loss? Find()
    {
        foreach (var file in files)
        {
            if (loss is not null)
            {
                break;
            }
            var isThere = file.Path.TryIdentify(out var identity);
            if (isThere == false || (isThere == true && identity != file.Identity))
            {
                var what = isThere == true ? "was replaced by another file" : "was deleted or moved away";
                loss = new Loss($"{file.Name} {what}", IsDeletedLog: file.IsLog && isThere == false);
            }
        }
        return loss;
    }

    /// <summary>Lets a call pass only while all is there.</summary>
    /// <exception cref="ProviderException">Something was taken away.</exception>
    public void Check(string operation)
    {
        if (Find() is { } found)
        {
            throw Refusal(operation, found);
        }
    }

    /// <summary>Lets a read pass, which promises nothing: all is looked at every tenth of a second at most.</summary>
    /// <exception cref="ProviderException">Something was taken away.</exception>
    public void CheckNowAndThen(string operation)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (loss is null && TimeProvider.System.GetElapsedTime(Volatile.Read(ref checkedAt), now) < PauseOfReads)
        {
            return;
        }
        Volatile.Write(ref checkedAt, now);
        Check(operation);
    }

    /// <summary>The exception for every call after something was taken away.</summary>
    public ProviderException Refusal(string operation, Loss found) =>
        new(
            operation,
            $"'{path}' is no longer the file that this process has opened: {found.What}. Whatever is written to it now would be lost, so nothing is told or taken any more; whether this very call was carried out is unknown. Stop every process that uses the store, put its files back or restore a backup, and start again.",
            isRetryable: false
        );

    void Add(string file, string name, bool isLog)
    {
        var asked = new FilePath(file);
        if (asked.TryIdentify(out var identity) == true)
        {
            files.Add(new OpenFile(asked, name, identity, isLog));
        }
    }

    /// <summary>What was taken away.</summary>
    /// <param name="What">In words.</param>
    /// <param name="IsDeletedLog">Whether it is the log alone, and nobody has made another.</param>
    public sealed record Loss(string What, bool IsDeletedLog);

    sealed record OpenFile(FilePath Path, string Name, FileIdentity Identity, bool IsLog);
}

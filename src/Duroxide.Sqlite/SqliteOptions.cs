namespace Duroxide.Sqlite;

/// <summary>Where and how a store is kept.</summary>
/// <param name="Path">The file, which is created when it does not exist; a relative path is of the working directory in which the provider is made. <c>:memory:</c> keeps everything in memory and forgets it at the end.</param>
public sealed record SqliteOptions(string Path)
{
    /// <summary>The path of a store that is kept in memory alone.</summary>
    public const string InMemory = ":memory:";

    /// <summary>What opening may do to the file. Default: a file that is not there is created, and one of an older build upgraded.</summary>
    public SqliteOpenMode OpenMode { get; init; }

    /// <summary>Whether a file that holds tables of your application may become a store as well, in WAL mode. Default false: it is refused.</summary>
    /// <remarks>Once it is one, both open it as they like; a file that is a store already takes tables of yours at any time.</remarks>
    public bool SharesFile { get; init; }

    /// <summary>What a commit waits for. Default <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>How long another process may hold the file's write lock before a call fails as retryable. Default 30 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many pages of 4 KiB in the log they are moved into the file, at the latest. Default 10,000.</summary>
    /// <remarks>The log of a smaller file is moved once it is as long as the file, but not before 1,000 pages.</remarks>
    public int CheckpointPages { get; init; } = 10_000;

    /// <summary>How much of the file the writer keeps in memory while it has something to do; after a second without, it is given back. Default 64 MiB.</summary>
    public int CacheKibibytes { get; init; } = 64 * 1024;

    /// <summary>How many reads may run at once. Default 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How often to look for what another process has written to the file, at least once a day. Default 100 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The store's clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal ISqliteFaults? Faults { get; init; }

    internal bool IsInMemory => Path == InMemory;

    bool IsConnectionString =>
        Path.Split('=', 2) is [var key, _]
        && key.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is "DATASOURCE" or "FILENAME";

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        Require(
            !IsConnectionString,
            nameof(Path),
            "the path of a file alone, as in 'orders.db', and no connection string"
        );
        Require(BusyTimeout >= TimeSpan.Zero, nameof(BusyTimeout), "at least zero");
        Require(CheckpointPages > 0, nameof(CheckpointPages), "above 0");
        Require(CacheKibibytes > 0, nameof(CacheKibibytes), "above 0");
        Require(Readers > 0, nameof(Readers), "above 0");
        Require(PollInterval > TimeSpan.Zero, nameof(PollInterval), "above zero");
        Require(Enum.IsDefined(OpenMode), nameof(OpenMode), "one of its names");
        Require(
            !IsInMemory || OpenMode == SqliteOpenMode.CreateOrUpgrade,
            nameof(OpenMode),
            $"CreateOrUpgrade for a store in memory, which does not exist before"
        );
        Require(PollInterval <= TimeSpan.FromDays(1), nameof(PollInterval), "at most one day");
    }

    static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{nameof(SqliteOptions)}.{option} must be {rule}.", option);
        }
    }
}

using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>The log stays small beside the file, and gives its room back when the disk is full.</summary>
public sealed class LogSizeTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path) { Synchronous = SqliteSynchronous.Normal };

    private long Log => new FileInfo(file.Path + "-wal").Length;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task The_log_of_a_small_store_stays_small()
    {
        await using var provider = await Stores.OpenAsync(Options);

        for (var round = 0; round < 60; round++)
        {
            await WriteAsync(provider, $"n{round}", kibibytes: 200);
        }

        Assert.InRange(Log, 1, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task A_log_that_somebody_let_grow_is_cut_back_once_they_are_gone()
    {
        await using var provider = await Stores.OpenAsync(Options with { CheckpointPages = 100 });
        using (var reader = Connection.Open(file.Path, Access.Write, faults: null))
        {
            reader.Execute("BEGIN; SELECT COUNT(*) FROM instances", "test");
            await WriteAsync(provider, "meanwhile", kibibytes: 4000);
            Assert.InRange(Log, 4_000_000, long.MaxValue);
        }

        for (var round = 0; round < 20; round++)
        {
            await WriteAsync(provider, $"n{round}", kibibytes: 100);
        }

        Assert.InRange(Log, 1, 1_000_000);
    }

    [Fact]
    public async Task A_disk_that_the_log_has_filled_is_got_free_by_moving_it_into_the_file()
    {
        var disk = new SmallDisk(file.Path);
        await using var provider = await Stores.OpenAsync(Options with { Faults = disk });
        await WriteAsync(provider, "before", kibibytes: 1000);
        disk.Room = Log;

        await WriteAsync(provider, "after", kibibytes: 10);

        Assert.InRange(Log, 1, 200_000);
        Assert.Equal(2, (await provider.FetchTurnsAsync()).Count);
    }

    [Fact]
    public async Task A_disk_that_others_have_filled_refuses_the_write_and_loses_nothing()
    {
        var disk = new SmallDisk(file.Path);
        await using var provider = await Stores.OpenAsync(Options with { Faults = disk });
        await WriteAsync(provider, "before", kibibytes: 10);
        disk.Room = 0;

        var error = await Assert.ThrowsAsync<ProviderException>(() => provider.CreateAsync("after"));

        Assert.True(error.IsRetryable);
        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        disk.Room = long.MaxValue;
        Assert.Single(await provider.FetchTurnsAsync());
    }

    private static Task WriteAsync(SqliteProvider provider, string id, int kibibytes) =>
        provider.CreateInstancesAsync(
            [new NewInstance(id, "test/orchestration", new byte[kibibytes * 1024])],
            CancellationToken.None
        );

    // A disk on which the log finds no more room than this.
    private sealed class SmallDisk(string path) : ISqliteFaults
    {
        public long Room { get; set; } = long.MaxValue;

        public void Reach(string write, bool before)
        {
            if (write == "transaction/commit" && before && new FileInfo(path + "-wal").Length >= Room)
            {
                throw new SqliteFailure(
                    SQLitePCL.raw.SQLITE_FULL,
                    SQLitePCL.raw.SQLITE_FULL,
                    "the disk is full",
                    write
                );
            }
        }
    }
}

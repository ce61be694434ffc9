using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>A file is made smaller, and its log moved, while it is in use.</summary>
public sealed class UpkeepTests : IDisposable
{
    private const int Count = 500;

    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_vacuum_gives_back_the_room_of_what_was_deleted_while_work_goes_on()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "gone", Count);
        await CreateAsync(provider, "kept", 10);
        await provider.Management!.DeleteInstancesAsync(
            [.. Enumerable.Range(0, Count).Select(number => new InstanceId($"gone-{number}"))],
            DeletionForce.Roots,
            CancellationToken.None
        );
        using var over = new CancellationTokenSource();
        var going = Task.Run(() => KeepCreatingAsync(provider, over.Token), CancellationToken.None);

        await provider.VacuumAsync(CancellationToken.None);

        await over.CancelAsync();
        var rounds = await going;
        // How much it saved is another test's: here the work may take the room of the deleted before the vacuum does.
        Assert.Equal(0, FreePages());
        Assert.Empty(await provider.CheckAsync(CancellationToken.None));
        Assert.Equal(10 + rounds, await CountAsync(provider));
    }

    [Fact]
    public async Task A_vacuum_counts_what_stood_in_the_log_alone()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "gone", 100);
        await provider.Management!.DeleteInstancesAsync(
            [.. Enumerable.Range(0, 100).Select(number => new InstanceId($"gone-{number}"))],
            DeletionForce.Roots,
            CancellationToken.None
        );

        // Each had two pages of its own.
        Assert.InRange(await provider.VacuumAsync(CancellationToken.None), 100 * 4096, long.MaxValue);
    }

    [Fact]
    public async Task What_was_vacuumed_is_opened_again()
    {
        await using (var first = await Stores.OpenAsync(new SqliteOptions(file.Path)))
        {
            await CreateAsync(first, "one", 5);
            await first.VacuumAsync(CancellationToken.None);
            await CreateAsync(first, "two", 5);
        }

        await using var second = await Stores.OpenAsync(new SqliteOptions(file.Path));

        Assert.Equal(10, await CountAsync(second));
    }

    [Fact]
    public async Task A_checkpoint_empties_the_log()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "one", 10);
        Assert.NotEqual(0, Log.Length);

        Assert.True(await provider.CheckpointAsync(CancellationToken.None));

        Assert.Equal(0, Log.Length);
        Assert.Equal(10, await CountAsync(provider));
    }

    [Fact]
    public async Task Who_reads_an_older_state_keeps_the_log_until_he_ends()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "one", 10);
        using (var reader = Connection.Open(file.Path, Access.Read, faults: null))
        {
            reader.Execute("BEGIN", "begin");
            Assert.Equal(10, reader.ReadNumber("SELECT count(*) FROM instances"));
            await CreateAsync(provider, "two", 10);

            Assert.False(await provider.CheckpointAsync(CancellationToken.None));
        }

        Assert.True(await provider.CheckpointAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_lock_that_another_program_holds_is_told()
    {
        var options = new SqliteOptions(file.Path) { BusyTimeout = TimeSpan.FromMilliseconds(50) };
        await using var provider = await Stores.OpenAsync(options);
        using var other = Connection.Open(file.Path, Access.Write, faults: null);
        other.Execute("BEGIN IMMEDIATE", "begin");

        foreach (var call in Calls(provider))
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(call);
            Assert.True(refusal.IsRetryable);
            Assert.Contains("Another process held the lock", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Neither_a_store_in_memory_nor_one_that_only_reads_is_tidied()
    {
        await using var memory = await Stores.OpenAsync(new SqliteOptions(SqliteOptions.InMemory));
        await using var writer = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await using var reader = await Stores.OpenAsync(
            new SqliteOptions(file.Path) { OpenMode = SqliteOpenMode.ReadOnly }
        );

        foreach (var (provider, reason) in new[] { (memory, "is in memory"), (reader, "for reading alone") })
        {
            foreach (var call in Calls(provider))
            {
                var refusal = await Assert.ThrowsAsync<ProviderException>(call);
                Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    private long FreePages()
    {
        using var reader = Connection.Open(file.Path, Access.Read, faults: null);
        return reader.ReadNumber("PRAGMA freelist_count");
    }

    private FileInfo Log => new(file.Path + "-wal");

    private static IEnumerable<Func<Task>> Calls(SqliteProvider provider) =>
        [() => provider.VacuumAsync(CancellationToken.None), () => provider.CheckpointAsync(CancellationToken.None)];

    private static async Task<int> KeepCreatingAsync(SqliteProvider provider, CancellationToken over)
    {
        var round = 0;
        for (; !over.IsCancellationRequested; round++)
        {
            await CreateAsync(provider, $"during-{round}", 1);
        }
        return round;
    }

    private static async Task CreateAsync(SqliteProvider provider, string name, int count) =>
        await provider.CreateInstancesAsync(
            [.. Enumerable.Range(0, count).Select(number => New($"{name}-{number}"))],
            CancellationToken.None
        );

    private static async Task<long> CountAsync(SqliteProvider provider) =>
        (await provider.Management!.GetMetricsAsync(CancellationToken.None)).Instances;

    private static NewInstance New(string instance) => new(new InstanceId(instance), "orders/ship", new byte[8000]);
}

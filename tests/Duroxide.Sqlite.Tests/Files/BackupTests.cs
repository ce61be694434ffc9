using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>A store is backed up and looked through while it is in use.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private string Copy => file.Path + ".backup";

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_backup_taken_while_work_goes_on_is_whole()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "before", 100);
        using var over = new CancellationTokenSource();
        var going = Task.Run(() => KeepCreatingAsync(provider, over.Token), CancellationToken.None);

        await provider.BackUpAsync(Copy, CancellationToken.None);

        await over.CancelAsync();
        await going;
        await using var copy = await Stores.OpenAsync(new SqliteOptions(Copy));
        Assert.NotNull(await ReadAsync(copy, "before-100"));
        Assert.Empty(await copy.CheckAsync(CancellationToken.None));
        Assert.Empty(await provider.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_backup_is_a_store_that_goes_on_by_itself()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "one", 1);
        await provider.BackUpAsync(Copy, CancellationToken.None);

        await CreateAsync(provider, "later", 1);
        await using var copy = await Stores.OpenAsync(new SqliteOptions(Copy));
        await CreateAsync(copy, "other", 1);

        Assert.Null(await ReadAsync(copy, "later-1"));
        Assert.Null(await ReadAsync(provider, "other-1"));
    }

    [Fact]
    public async Task A_file_that_exists_is_refused_and_left_as_it_is()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await File.WriteAllTextAsync(Copy, "mine", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.BackUpAsync(Copy, CancellationToken.None)
        );

        Assert.Contains($"'{Copy}' exists already and was left as it is.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Copy, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        var nowhere = Path.Combine(file.Path + ".none", "copy.db");

        var refusal = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.BackUpAsync(nowhere, CancellationToken.None)
        );

        Assert.Contains(nowhere, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Check that its folder exists", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_was_cut_off_is_made_anew()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));
        await CreateAsync(provider, "one", 1);
        await File.WriteAllTextAsync(Copy + ".part", "half", TestContext.Current.CancellationToken);

        await provider.BackUpAsync(Copy, CancellationToken.None);

        await using var copy = await Stores.OpenAsync(new SqliteOptions(Copy));
        Assert.NotNull(await ReadAsync(copy, "one-1"));
        Assert.False(File.Exists(Copy + ".part"));
    }

    [Fact]
    public async Task Damage_is_found()
    {
        await using (var provider = await Stores.OpenAsync(new SqliteOptions(file.Path)))
        {
            await CreateAsync(provider, "one", 2000);
        }
        await using (var bytes = File.Open(file.Path, FileMode.Open))
        {
            bytes.Seek(-4096, SeekOrigin.End);
            bytes.Write(new byte[4096]);
        }

        await using var damaged = await Stores.OpenAsync(new SqliteOptions(file.Path));

        Assert.NotEmpty(await damaged.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_store_in_memory_has_nothing_to_back_up_or_to_check()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(SqliteOptions.InMemory));

        var calls = new Func<Task>[]
        {
            () => provider.BackUpAsync(Copy, CancellationToken.None),
            () => provider.CheckAsync(CancellationToken.None),
        };
        foreach (var call in calls)
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(call);
            Assert.Contains("is in memory and has no file", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static async Task CreateAsync(SqliteProvider provider, string name, int count) =>
        await provider.CreateInstancesAsync(
            [.. Enumerable.Range(1, count).Select(number => New($"{name}-{number}"))],
            CancellationToken.None
        );

    private static async Task KeepCreatingAsync(SqliteProvider provider, CancellationToken over)
    {
        for (var round = 0; !over.IsCancellationRequested; round++)
        {
            await CreateAsync(provider, $"during-{round}", 10);
        }
    }

    private static Task<InstanceRecord?> ReadAsync(SqliteProvider provider, string instance) =>
        provider.ReadInstanceAsync(new InstanceId(instance), seen: -1, TimeSpan.Zero, CancellationToken.None);

    private static NewInstance New(string instance) => new(new InstanceId(instance), "orders/ship", new byte[] { 1 });
}

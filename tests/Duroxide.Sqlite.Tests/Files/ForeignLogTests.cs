using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>A log that does not belong to the file beside it is found out before it is laid over it.</summary>
public sealed class ForeignLogTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private string Backup => file.Path + ".backup";

    // What was killed leaves its log, and an era of the log is over after a few pages.
    private SqliteOptions Options => new(file.Path) { CheckpointPages = 20 };

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_backup_beside_the_log_of_what_came_after_it_is_refused_until_the_log_is_removed()
    {
        await BackUpAsync();
        await LiveOnAndDieAsync();
        File.Copy(Backup, file.Path, overwrite: true);
        var before = await FilesAsync();

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains($"'{file.Path}-wal' is the log of another file", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"remove '{file.Path}-wal' and '{file.Path}-shm'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await FilesAsync());

        File.Delete(file.Path + "-wal");
        File.Delete(file.Path + "-shm");
        await using var restored = await Stores.OpenAsync(Options);
        Assert.NotNull(await restored.ReadAsync("early"));
        Assert.Null(await restored.ReadAsync("late 0"));
    }

    [Fact]
    public async Task One_who_only_looks_is_told_the_same()
    {
        await BackUpAsync();
        await LiveOnAndDieAsync();
        File.Copy(Backup, file.Path, overwrite: true);

        var refusal = await Stores.RefusalAsync(Options with { OpenMode = SqliteOpenMode.ReadOnly });

        Assert.Contains("is the log of another file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_from_before_an_orderly_stop_is_refused_too()
    {
        await BackUpAsync();
        await using (var middle = await Stores.OpenAsync(Options))
        {
            await middle.CreateAsync("middle");
        }
        await LiveOnAndDieAsync(instances: 1);
        File.Copy(Backup, file.Path, overwrite: true);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.Contains("is the log of another file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_store_in_the_place_of_one_that_was_killed_is_refused()
    {
        await using (var other = await Stores.OpenAsync(new SqliteOptions(Backup)))
        {
            await other.CreateAsync("theirs");
        }
        await BackUpAsync(to: file.Path + ".unused");
        await LiveOnAndDieAsync();
        File.Move(Backup, file.Path, overwrite: true);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("is the log of another file", refusal.Message, StringComparison.Ordinal);
    }

    // A log that began with the backup holds all that came after it: laid over it, it gives the present state.
    [Fact]
    public async Task A_backup_beside_the_log_that_began_with_it_is_the_store_as_it_was_last()
    {
        await BackUpAsync();
        await LiveOnAndDieAsync(instances: 1);
        File.Copy(Backup, file.Path, overwrite: true);

        await using var provider = await Stores.OpenAsync(Options);

        Assert.NotNull(await provider.ReadAsync("early"));
        Assert.NotNull(await provider.ReadAsync("late 0"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task A_store_that_was_killed_opens_with_its_own_log(int instances)
    {
        await BackUpAsync();
        await LiveOnAndDieAsync(instances);

        await using var provider = await Stores.OpenAsync(Options);

        Assert.NotNull(await provider.ReadAsync("early"));
        Assert.NotNull(await provider.ReadAsync($"late {instances - 1}"));
    }

    private async Task BackUpAsync(string? to = null)
    {
        await using (var provider = await Stores.OpenAsync(Options))
        {
            await provider.CreateAsync("early");
        }
        File.Copy(file.Path, to ?? Backup);
    }

    private async Task LiveOnAndDieAsync(int instances = 50)
    {
        var image = file.Path + ".killed";
        await using (var provider = await Stores.OpenAsync(Options))
        {
            for (var number = 0; number < instances; number++)
            {
                await provider.CreateAsync($"late {number}");
            }
            foreach (var suffix in new[] { "", "-wal" })
            {
                File.Copy(file.Path + suffix, image + suffix);
            }
        }
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Move(image + suffix, file.Path + suffix, overwrite: true);
        }
    }

    private async Task<string> FilesAsync() =>
        Convert.ToHexString(await File.ReadAllBytesAsync(file.Path))
        + "|"
        + Convert.ToHexString(await File.ReadAllBytesAsync(file.Path + "-wal"));
}

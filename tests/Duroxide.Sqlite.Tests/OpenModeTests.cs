using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests;

/// <summary>A tool that looks makes no store, changes none, and is told so when it tries.</summary>
public sealed class OpenModeTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path);

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(SqliteOpenMode.Existing)]
    [InlineData(SqliteOpenMode.ReadOnly)]
    public async Task A_store_that_is_not_there_is_refused_and_not_made(SqliteOpenMode mode)
    {
        var refusal = await Stores.RefusalAsync(Options with { OpenMode = mode });

        Assert.False(refusal.IsRetryable);
        Assert.Contains(
            $"not created because SqliteOptions.OpenMode is {mode}",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(file.Path));
    }

    [Theory]
    [InlineData(SqliteOpenMode.Existing)]
    [InlineData(SqliteOpenMode.ReadOnly)]
    public async Task An_empty_file_is_no_store_and_becomes_none(SqliteOpenMode mode)
    {
        await File.WriteAllBytesAsync(file.Path, []);

        var refusal = await Stores.RefusalAsync(Options with { OpenMode = mode });

        Assert.Contains("holds no store of Duroxide", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(file.Path).Length);
    }

    [Theory]
    [InlineData(SqliteOpenMode.Existing)]
    [InlineData(SqliteOpenMode.ReadOnly)]
    public async Task A_store_of_an_older_build_is_refused_and_not_upgraded(SqliteOpenMode mode)
    {
        await using (await Stores.OpenAsync(Options)) { }
        Stores.MakeOlder(file.Path);
        var before = await File.ReadAllBytesAsync(file.Path);

        var refusal = await Stores.RefusalAsync(Options with { OpenMode = mode });

        Assert.False(refusal.IsRetryable);
        Assert.Contains("has schema version 1 and this build reads version", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_store_that_is_there_is_written_to()
    {
        await using (await Stores.OpenAsync(Options)) { }

        await using var provider = await Stores.OpenAsync(Options with { OpenMode = SqliteOpenMode.Existing });

        await provider.CreateAsync("one");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_is_only_read_tells_everything_and_takes_nothing(bool isInUse)
    {
        await using var writer = await Stores.OpenAsync(Options);
        await writer.BeginAsync("kept");
        if (!isInUse)
        {
            await writer.DisposeAsync();
        }
        var before = await File.ReadAllBytesAsync(file.Path);

        await using (var provider = await Stores.OpenAsync(Options with { OpenMode = SqliteOpenMode.ReadOnly }))
        {
            Assert.Equal(["event 1"], await provider.HistoryAsync("kept"));
            Assert.Single(await provider.Management!.ListInstancesAsync(new InstanceQuery(), CancellationToken.None));
            var refusals = new[]
            {
                await Assert.ThrowsAsync<ProviderException>(() => provider.CreateAsync("one")),
                await Assert.ThrowsAsync<ProviderException>(() => provider.FetchTurnsAsync()),
                await Assert.ThrowsAsync<ProviderException>(() => provider.FetchWorkAsync()),
            };
            Assert.All(refusals, refusal => Assert.False(refusal.IsRetryable));
            Assert.All(
                refusals,
                refusal => Assert.Contains("opened for reading alone", refusal.Message, StringComparison.Ordinal)
            );
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public void A_store_in_memory_cannot_be_there_before()
    {
        var options = new SqliteOptions(SqliteOptions.InMemory) { OpenMode = SqliteOpenMode.ReadOnly };

        var error = Assert.Throws<ArgumentException>(() => new SqliteProvider(options));

        Assert.Contains("SqliteOptions.OpenMode must be CreateOrUpgrade", error.Message, StringComparison.Ordinal);
    }
}

namespace Duroxide.Sqlite.Tests;

/// <summary>A store that somebody changed by other means is told apart from one that is busy or newer.</summary>
public sealed class ChangedByHandTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path);

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("PRAGMA user_version = -1", "its user_version is -1")]
    [InlineData("PRAGMA user_version = 0", "its user_version is 0")]
    [InlineData("PRAGMA user_version = 1", "its user_version is 1, and its last script was number")]
    [InlineData("DELETE FROM schema_scripts", "and its last script was number 0")]
    [InlineData("DROP TABLE schema_scripts", "it has no table schema_scripts")]
    [InlineData("DROP TABLE timers", "it has no table timers, column instance")]
    [InlineData("DROP INDEX turns_due", "it has no index turns_due")]
    [InlineData("ALTER TABLE history RENAME COLUMN first TO premier", "it has no table history, column first")]
    public async Task What_was_changed_is_named_and_the_file_left_alone(string change, string told)
    {
        await using (await Stores.OpenAsync(Options)) { }
        Stores.Execute(file.Path, change);
        var before = await File.ReadAllBytesAsync(file.Path);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("damaged or was changed by hand", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_table_that_goes_while_the_store_is_open_is_no_passing_trouble()
    {
        await using var provider = await Stores.OpenAsync(Options);
        Stores.Execute(file.Path, "DROP TABLE parked");

        var refusal = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.Management!.ListParkedAsync(new() { Limit = 10 }, CancellationToken.None)
        );

        Assert.False(refusal.IsRetryable);
        Assert.Contains("changed by hand", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_added_does_no_harm()
    {
        await using (await Stores.OpenAsync(Options)) { }
        Stores.Execute(file.Path, "CREATE TABLE notes (text TEXT); CREATE INDEX by_name ON instances (name); ANALYZE");

        await using var provider = await Stores.OpenAsync(Options);
    }
}

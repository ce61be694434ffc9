using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests;

/// <summary>Whatever somebody was told is on the disk, and a lease alone waits for no disk.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const long Full = 2;
    private const long Normal = 1;

    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task What_is_told_waits_for_the_disk()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));

        await provider.CreateAsync("one");
        Assert.Equal(Full, await SynchronousAsync(provider, isPromise: true));
    }

    [Fact]
    public async Task A_lease_does_not_wait_for_the_disk()
    {
        await using var provider = await Stores.OpenAsync(new SqliteOptions(file.Path));

        await provider.CreateAsync("one");
        Assert.Equal(Normal, await SynchronousAsync(provider, isPromise: false));
    }

    [Fact]
    public async Task Normal_never_waits_for_the_disk()
    {
        await using var provider = await Stores.OpenAsync(
            new SqliteOptions(file.Path) { Synchronous = SqliteSynchronous.Normal }
        );

        Assert.Equal(Normal, await SynchronousAsync(provider, isPromise: true));
    }

    private static Task<long> SynchronousAsync(SqliteProvider provider, bool isPromise) =>
        provider.Store.Write(
            "Test",
            isPromise,
            transaction => transaction.Connection.ReadNumber("PRAGMA synchronous"),
            CancellationToken.None
        );
}

using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests;

/// <summary>Who waits for a row leaves nothing behind.</summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    private readonly SqliteProvider provider = new(SqliteOptions.InMemory);

    public async ValueTask InitializeAsync() => await provider.InitializeAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Fact]
    public async Task Nobody_is_remembered_who_waits_no_more()
    {
        await provider.EndAsync("over");
        var seen = (await provider.ReadAsync("over"))!.Revision;

        await provider.ReadInstanceAsync("over", 0, Moment, CancellationToken.None);
        await provider.ReadInstanceAsync("over", seen, Moment, CancellationToken.None);
        await provider.ReadInstanceAsync("missing", 0, Moment, CancellationToken.None);

        Assert.True(provider.Store.Waiters.IsEmpty);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_end_the_wait_of_another()
    {
        using var stop = new CancellationTokenSource();
        var patient = provider.ReadInstanceAsync("late", 0, TimeSpan.FromMinutes(1), CancellationToken.None);
        var hasty = provider.ReadInstanceAsync("late", 0, TimeSpan.FromMinutes(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);

        await provider.CreateAsync("late");

        Assert.NotNull(await patient);
        Assert.True(provider.Store.Waiters.IsEmpty);
    }

    [Fact]
    public async Task Closing_ends_every_wait()
    {
        var row = provider.ReadInstanceAsync("never", 0, TimeSpan.FromMinutes(1), CancellationToken.None);
        var turns = provider.FetchTurnsAsync(
            new TurnFetch(1, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );

        await provider.DisposeAsync();

        Assert.Empty(await turns);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => row);
    }
}

using Duroxide.Core;
using Duroxide.Testing;

namespace Duroxide.Runtime.Tests.Providers;

public sealed class SignalsTests
{
    [Fact]
    public async Task A_wait_that_is_over_leaves_nothing_behind()
    {
        var (time, store) = (new VirtualTimeProvider(), new InMemoryStore());
        await using var provider = new InMemoryProvider(time, store);
        var cancellation = TestContext.Current.CancellationToken;

        foreach (var number in Enumerable.Range(1, 10))
        {
            var waiting = provider.ReadInstanceAsync($"nobody {number}", 0, TimeSpan.FromSeconds(1), cancellation);
            await time.PassUntilAsync(waiting);
        }

        Assert.Equal(0, store.Signals.Count);
    }
}

using Duroxide.Core;
using Duroxide.Runtime.InMemory;
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

    [Fact]
    public void Who_looks_again_in_time_by_himself_is_not_woken()
    {
        var (signals, topic) = (new Signals(), new object());
        var signal = signals.Await(topic, until: new Timestamp(1000));

        signals.Raise(topic, due: null);
        signals.Raise(topic, due: new Timestamp(1000));
        Assert.False(signal.Change.IsCompleted);

        signals.Raise(topic, due: new Timestamp(999));
        Assert.True(signal.Change.IsCompleted);
    }

    [Fact]
    public void Who_would_never_look_again_is_woken_by_whatever_falls_due()
    {
        var (signals, topic) = (new Signals(), new object());
        var early = signals.Await(topic, until: new Timestamp(1000));
        var never = signals.Await(topic, until: null);

        signals.Raise(topic, due: new Timestamp(1_000_000));

        Assert.True(early.Change.IsCompleted && never.Change.IsCompleted);
    }
}

using System.Reflection;
using Duroxide.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide.Runtime.Tests.Telemetry;

public sealed class StoreCountsTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly VirtualTimeProvider time = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Asked store = Asked.Create();
    private readonly StoreCounts counts;

    public StoreCountsTests() =>
        counts = new((IManagement)(object)store, Interval, new() { Time = time }, NullLogger.Instance, stop.Token);

    [Fact]
    public async Task Nobody_asks_the_store_while_nobody_reads_a_gauge()
    {
        time.Advance(TimeSpan.FromHours(1));
        await time.SettleAsync();

        Assert.Equal(0, store.Times);
    }

    [Fact]
    public async Task Who_reads_gets_what_was_counted_last_and_waits_for_nothing()
    {
        store.Answer = new TaskCompletionSource<StoreMetrics>();

        Assert.Null(counts.Ask());
        store.Answer.SetResult(Holding(3));
        await RestAsync();

        Assert.Equal(3, counts.Ask()!.Parked);
    }

    [Fact]
    public async Task The_store_is_asked_once_an_interval_however_often_gauges_are_read()
    {
        foreach (var _ in Enumerable.Range(0, 59))
        {
            counts.Ask();
            counts.Ask();
            await RestAsync();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(4, store.Times);
    }

    [Fact]
    public async Task Counting_that_takes_long_takes_a_tenth_of_the_stores_time_at_most()
    {
        store.Answer = new TaskCompletionSource<StoreMetrics>();
        counts.Ask();
        await UntilAsync(() => store.Times == 1);
        time.Advance(TimeSpan.FromSeconds(20));
        store.Answer.SetResult(Holding(3));
        await RestAsync();

        time.Advance(TimeSpan.FromSeconds(199));
        await RestAsync();
        Assert.Equal(1, store.Times);
        time.Advance(TimeSpan.FromSeconds(1));
        await RestAsync();
        Assert.Equal(2, store.Times);
    }

    [Fact]
    public async Task Counting_ends_and_old_counts_go_when_nobody_reads_them_for_five_minutes()
    {
        counts.Ask();
        await PassAsync(TimeSpan.FromMinutes(6));
        var asked = store.Times;
        await PassAsync(TimeSpan.FromHours(1));

        Assert.InRange(asked, 19, 21);
        Assert.Equal(asked, store.Times);
        Assert.Null(counts.Ask());
        await RestAsync();
        Assert.NotNull(counts.Ask());
    }

    [Fact]
    public async Task A_store_that_cannot_be_counted_has_no_value_until_it_can()
    {
        store.Answer = new TaskCompletionSource<StoreMetrics>();
        store.Answer.SetException(new ProviderException("count", "the disk is full", isRetryable: true));
        counts.Ask();
        await RestAsync();
        Assert.Null(counts.Ask());

        store.Answer = new TaskCompletionSource<StoreMetrics>();
        store.Answer.SetResult(Holding(3));
        await PassAsync(Interval);

        Assert.Equal(3, counts.Ask()!.Parked);
    }

    [Fact]
    public async Task A_node_that_stops_asks_no_more()
    {
        counts.Ask();
        await RestAsync();
        await stop.CancelAsync();
        await counts.EndAsync();

        Assert.Null(counts.Ask());
        Assert.Equal(1, store.Times);
    }

    public void Dispose() => stop.Dispose();

    static StoreMetrics Holding(long parked) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, parked);

    async Task PassAsync(TimeSpan all)
    {
        for (var passed = TimeSpan.Zero; passed < all; passed += Interval)
        {
            time.Advance(Interval);
            await RestAsync();
        }
    }

    // Counting goes on elsewhere, however late where the machine is busy: afterwards it waits for time to pass, or has ended.
    Task RestAsync() => UntilAsync(() => time.NextDue is not null || counts.EndAsync().IsCompleted);

    static async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }

    /// <summary>The management of a store that only counts.</summary>
    public class Asked : DispatchProxy
    {
        int times;

        public int Times => Volatile.Read(ref times);

        public TaskCompletionSource<StoreMetrics>? Answer { get; set; }

        public static Asked Create() => (Asked)(object)Create<IManagement, Asked>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Interlocked.Increment(ref times);
            return Answer?.Task ?? Task.FromResult(Holding(0));
        }
    }
}

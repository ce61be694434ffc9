using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Leases that ran out while their nodes lived: nothing failed, and nothing runs beside itself.</summary>
public abstract class LapsedLeaseScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private static readonly Orchestration<Unit, int> Calling = new(
        "calling",
        async (context, _) => await context.ScheduleActivity<Unit, int>("slow", Unit.Value)
    );

    [Fact]
    public async Task An_activity_that_its_node_is_handed_again_and_again_is_begun_once_and_is_no_poison()
    {
        var (runs, goOn) = (0, new TaskCompletionSource());
        Code.Add(Calling).Add(Slow(() => Interlocked.Increment(ref runs), goOn.Task));
        Provider.Before = Unrenewed;
        await RunAsync(Short);

        await StartAsync(Calling, "held", Unit.Value);
        await UntilAsync(() => Log.Count("was handed out again to this node while it runs here") >= 15);
        goOn.SetResult();

        Assert.Equal(1, await OutputOfAsync<int>("held"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_turn_that_its_node_is_handed_again_and_again_is_taken_once_and_is_no_poison()
    {
        var (runs, goOn) = (0, new TaskCompletionSource());
        var counting = new Orchestration<Unit, int>(
            "counting",
            (_, _) => Task.FromResult(Interlocked.Increment(ref runs))
        );
        Code.Add(counting);
        Provider.Before = async call =>
        {
            await Unrenewed(call);
            if (call.Method == nameof(IProvider.CommitTurnsAsync))
            {
                await goOn.Task;
            }
        };
        await RunAsync(Short);

        await StartAsync(counting, "held", Unit.Value);
        await UntilAsync(() => Log.Count("while a turn of it was in hand here") >= 15);
        goOn.SetResult();

        Assert.Equal(1, await OutputOfAsync<int>("held"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_step_of_the_stores_clock_runs_no_activity_beside_itself()
    {
        var clock = new SettableClock(Time);
        var node = await OpenNodeAsync(clock);
        var (runs, goOn) = (0, new TaskCompletionSource());
        Code.Add(Calling).Add(Slow(() => Interlocked.Increment(ref runs), goOn.Task));
        await RunAsync(node: node);
        await StartAsync(Calling, "stepped", Unit.Value);
        await UntilAsync(() => runs > 0);

        for (var step = 0; step < 12; step++)
        {
            clock.Offset += TimeSpan.FromHours(2);
            // Whatever is written makes the store look at its clock.
            await node.EnqueueAsync([new("nobody", Array.Empty<byte>())], Cancellation);
            await PassAsync(TimeSpan.FromSeconds(1));
        }
        goOn.SetResult();

        Assert.Equal(1, await OutputOfAsync<int>("stepped"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_worker_that_was_overtaken_has_not_failed()
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var late = await OpenNodeAsync();
        late.Before = async call =>
        {
            await Unrenewed(call);
            if (call.Method == nameof(IProvider.CompleteActivitiesAsync))
            {
                reached.TrySetResult();
                await goOn.Task;
            }
        };
        Code.Add(Calling).Add(Slow(() => 1, Task.CompletedTask));
        await RunAsync(options => Short(options) with { WorkerConcurrency = 1, HotInstances = 0 }, late);
        await StartAsync(Calling, "contested", Unit.Value);
        await SoonAsync(reached.Task);
        await PassAsync(Lease);

        var overtaking = Assert.Single(await FetchActivitiesAsync());
        Assert.Equal(2, overtaking.Attempt);
        goOn.SetResult();
        await UntilAsync(() => Log.Holds("was dropped: its lease was lost"));
        await PassAsync(TimeSpan.FromSeconds(1));
        await Provider.ReleaseActivitiesAsync(
            [new(overtaking.Lease, TimeSpan.Zero, CountAttempt: false)],
            Cancellation
        );

        Assert.Equal(1, await OutputOfAsync<int>("contested"));
        Assert.False(Log.Holds("was tried"));
    }

    [Fact]
    public async Task Turns_lost_by_nodes_that_live_are_no_poison_though_many_nodes_lost_them()
    {
        var hello = new Orchestration<Unit, string>("hello", (_, _) => Task.FromResult("hello"));
        Code.Add(hello);
        await StartAsync(hello, "crowded", Unit.Value);
        var lost = new List<Lease>();
        for (var node = 0; node < 20; node++)
        {
            var fetch = new TurnFetch(1, Lease, TimeSpan.FromMinutes(1));
            lost.Add(Assert.Single(await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation))).Lease);
            await PassAsync(Lease);
        }

        await RunAsync();
        await UntilAsync(() => Log.Holds("Instance crowded was tried 21 times (max 10); it is put off"));
        await Provider.ReleaseTurnsAsync(
            [.. lost.Select(lease => new TurnRelease(lease, TimeSpan.Zero, CountAttempt: false))],
            Cancellation
        );

        Assert.Equal("hello", await OutputOfAsync<string>("crowded"));
    }

    [Fact]
    public async Task Activities_lost_by_nodes_that_live_are_no_poison_though_many_nodes_lost_them()
    {
        Code.Add(Calling).Add(Slow(() => 1, Task.CompletedTask));
        await RunAsync(options => options with { WorkerConcurrency = 0 });
        await StartAsync(Calling, "crowded", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("crowded");
        var lost = new List<Lease>();
        for (var node = 0; node < 20; node++)
        {
            lost.Add(Assert.Single(await FetchActivitiesAsync()).Lease);
            await PassAsync(Lease);
        }

        await RunAsync(options => options with { OrchestrationConcurrency = 0 });
        await UntilAsync(() => Log.Holds("Activity slow#2 of instance crowded was tried 21 times (max 10)"));
        await Provider.ReleaseActivitiesAsync(
            [.. lost.Select(lease => new ActivityRelease(lease, TimeSpan.Zero, CountAttempt: false))],
            Cancellation
        );

        Assert.Equal(1, await OutputOfAsync<int>("crowded"));
    }

    [Fact]
    public async Task A_lease_that_is_lost_is_told_in_the_log()
    {
        var goOn = new TaskCompletionSource();
        var late = await OpenNodeAsync();
        var isCut = true;
        late.Before = call => Volatile.Read(ref isCut) ? Unrenewed(call) : Task.CompletedTask;
        Code.Add(Calling).Add(Slow(() => 1, goOn.Task));
        await RunAsync(options => Short(options) with { WorkerConcurrency = 1 }, late);
        await StartAsync(Calling, "told", Unit.Value);
        await UntilAsync(() => Log.Holds("Activity slow#2 of instance told, execution 1, started"));
        await PassAsync(Lease);
        Assert.Single(await FetchActivitiesAsync(TimeSpan.FromHours(1)));

        Volatile.Write(ref isCut, false);

        await UntilAsync(() => Log.Holds("The lease of activity 2 of instance told is lost"));
        goOn.SetResult();
    }

    private static RuntimeOptions Short(RuntimeOptions options) =>
        options with
        {
            TurnLease = Lease,
            ActivityLease = Lease,
        };

    private static Task Unrenewed(ProviderCall call) =>
        call.Method is nameof(IProvider.RenewTurnsAsync) or nameof(IProvider.RenewActivitiesAsync)
            ? throw new ProviderException(call.Method, "not now", isRetryable: true)
            : Task.CompletedTask;

    private static Activity<Unit, int> Slow(Func<int> begin, Task until) =>
        new(
            "slow",
            async (_, _) =>
            {
                var run = begin();
                await until;
                return run;
            }
        );

    private async Task<IReadOnlyList<ActivityItem>> FetchActivitiesAsync(TimeSpan? lease = null) =>
        await PassUntilAsync(
            Provider.FetchActivitiesAsync(
                new ActivityFetch(1, lease ?? Lease, TimeSpan.FromMinutes(1), new TagFilter.Any()),
                Cancellation
            )
        );
}

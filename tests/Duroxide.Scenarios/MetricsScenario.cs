using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Scenarios;

/// <summary>Metrics: each thing that happens is counted once, when it is stored, with attributes that stay few.</summary>
public abstract class MetricsScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    const string Orchestration = "duroxide.orchestration.name";
    const string Outcome = "duroxide.outcome";

    [Fact]
    public async Task An_execution_is_counted_once_with_its_whole_duration_its_turns_and_its_events()
    {
        using var book = new MeterBook();
        var adding = new Activity<int, int>("metered adding", (_, number) => Task.FromResult(number + 1));
        var counting = new Orchestration<int, int>(
            "metered counting",
            async (context, number) =>
            {
                await context.ScheduleTimer(TimeSpan.FromMinutes(3));
                return await context.ScheduleActivity(adding, number);
            }
        );
        Code.Add(adding).Add(counting);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(counting, "counted", 1);
        await OutputOfAsync<int>("counted");
        await UntilAsync(() => book.Of("duroxide.orchestration.duration", Orchestration, counting.Name).Count == 1);

        var start = Assert.Single(book.Of("duroxide.orchestration.starts", Orchestration, counting.Name));
        Assert.Equal("root", start["duroxide.initiator"]);
        var end = Assert.Single(book.Of("duroxide.orchestration.duration", Orchestration, counting.Name));
        Assert.Equal((180.0, "completed"), (end.Value, end[Outcome]));
        Assert.Equal(3, Assert.Single(book.Of("duroxide.orchestration.turns", Orchestration, counting.Name)).Value);
        Assert.Equal(6, Assert.Single(book.Of("duroxide.orchestration.events", Orchestration, counting.Name)).Value);
        var attempt = Assert.Single(book.Of("duroxide.activity.duration", "duroxide.activity.name", adding.Name));
        Assert.Equal(
            ("completed", "1", "default"),
            (attempt[Outcome], attempt["duroxide.activity.attempt"], attempt["duroxide.activity.tag"])
        );
        Assert.Equal(3, book.Of("duroxide.turn.duration", Orchestration, counting.Name).Count);
        Assert.Equal(6, book.Of("duroxide.turn.replayed_events", Orchestration, counting.Name).Sum(one => one.Value));
        Assert.NotEmpty(book.Of("duroxide.commit.size"));
        Assert.NotEmpty(book.Of("duroxide.store.operation.duration", "duroxide.operation", "commit_turns"));
        Assert.NotEmpty(book.Of("duroxide.client.operation.duration", Orchestration, counting.Name));
    }

    [Fact]
    public async Task Children_and_executions_that_continue_say_who_began_them_and_how_they_ended()
    {
        using var book = new MeterBook();
        var failing = new Orchestration<int, int>("metered child", (_, _) => throw new InvalidOperationException("no"));
        var rolling = new Orchestration<int, int>(
            "metered rolling",
            async (context, left) =>
            {
                try
                {
                    await context.ScheduleSubOrchestration(failing, left);
                }
                catch (SubOrchestrationFailedException)
                {
                    context.SetCustomStatus("a child failed");
                }
                return left == 0 ? 0 : await context.ContinueAsNew(left - 1);
            }
        );
        Code.Add(failing).Add(rolling);
        await RunAsync();

        await StartAsync(rolling, "rolling", 1);
        await OutputOfAsync<int>("rolling");
        await UntilAsync(() => book.Of("duroxide.orchestration.duration", Orchestration, rolling.Name).Count == 2);

        Assert.Equal(
            ["root", "continue_as_new"],
            book.Of("duroxide.orchestration.starts", Orchestration, rolling.Name)
                .Select(one => one["duroxide.initiator"])
        );
        Assert.Equal(
            ["continued_as_new", "completed"],
            book.Of("duroxide.orchestration.duration", Orchestration, rolling.Name).Select(one => one[Outcome])
        );
        Assert.All(
            book.Of("duroxide.orchestration.starts", Orchestration, failing.Name),
            one => Assert.Equal("parent", one["duroxide.initiator"])
        );
        var ends = book.Of("duroxide.orchestration.duration", Orchestration, failing.Name);
        Assert.Equal(2, ends.Count);
        Assert.All(ends, one => Assert.Equal(("failed", "application"), (one[Outcome], one["error.type"])));
        var calls = book.Of("duroxide.suborchestration.duration", "duroxide.child.name", failing.Name);
        Assert.Equal(2, calls.Count);
        Assert.All(calls, one => Assert.Equal("failed", one[Outcome]));
    }

    [Fact]
    public async Task A_cancelled_execution_counts_as_cancelled()
    {
        using var book = new MeterBook();
        var waiting = new Orchestration<Unit, int>(
            "metered waiting",
            async (context, _) => await context.ScheduleWait<int>("never")
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "cancelled", Unit.Value);

        await Client.CancelAsync("cancelled", "enough", Cancellation);
        await FailureOfAsync("cancelled");

        await UntilAsync(() => book.Of("duroxide.orchestration.duration", Orchestration, waiting.Name).Count == 1);
        var end = Assert.Single(book.Of("duroxide.orchestration.duration", Orchestration, waiting.Name));
        Assert.Equal("cancelled", end[Outcome]);
    }

    [Fact]
    public async Task A_listener_that_throws_keeps_nothing_else_from_being_told()
    {
        var quick = new Orchestration<Unit, int>("metered badly", (_, _) => Task.FromResult(1));
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "duroxide.orchestration.duration")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(
            (_, _, tags, _) =>
            {
                if (tags.ToArray().Any(tag => tag.Value is string name && name == quick.Name))
                {
                    throw new InvalidOperationException("a broken listener");
                }
            }
        );
        listener.Start();
        Code.Add(quick);
        await RunAsync();

        await StartAsync(quick, "told", Unit.Value);
        await OutputOfAsync<int>("told");

        await UntilAsync(() => Log.Lines.Any(line => line.Error?.Message == "a broken listener"));
        Assert.Contains(
            Log.Lines,
            line => line.Message.Contains("metered badly", StringComparison.Ordinal) && line.Error is null
        );
    }

    [Fact]
    public async Task A_call_to_the_store_that_is_made_again_is_counted()
    {
        using var book = new MeterBook();
        var quick = new Orchestration<Unit, int>("metered quick", (_, _) => Task.FromResult(1));
        Code.Add(quick);
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && failures++ == 0
                ? throw new ProviderException("a busy commit", "it is busy", isRetryable: true)
                : Task.CompletedTask;
        await RunAsync();

        await StartAsync(quick, "retried", Unit.Value);
        await OutputOfAsync<int>("retried");

        Assert.Single(book.Of("duroxide.store.retries", "duroxide.operation", "a busy commit"));
        Assert.Contains(
            book.Of("duroxide.store.operation.duration", "duroxide.operation", "commit_turns"),
            one => one["error.type"] == "retryable"
        );
    }

    [Fact]
    public async Task Gauges_tell_what_the_runtimes_have_in_hand()
    {
        using var book = new MeterBook();
        var hand = new TaskCompletionSource<int>();
        var holding = new Activity<Unit, int>("metered holding", (_, _) => hand.Task);
        var held = new Orchestration<Unit, int>(
            "metered held",
            async (context, _) => await context.ScheduleActivity(holding, Unit.Value)
        );
        Code.Add(holding).Add(held);
        await RunAsync();
        await StartAsync(held, "held", Unit.Value);

        await UntilAsync(() =>
        {
            book.Read();
            return book.Of("duroxide.activity.active").Any(one => one.Value >= 1)
                && book.Of("duroxide.hot.instances").Any(one => one.Value >= 1);
        });

        hand.SetResult(1);
        await OutputOfAsync<int>("held");
    }

    [Fact]
    public async Task Gauges_tell_what_the_store_holds()
    {
        using var book = new MeterBook();
        var waiting = new Orchestration<Unit, int>(
            "metered pausing",
            async (context, _) => await context.ScheduleWait<int>("never")
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "paused", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("paused");
        await Client.Management.SuspendInstanceAsync("paused", "a holiday", cancellationToken: Cancellation);
        await StartAsync(waiting, "running", Unit.Value);
        await Client.RaiseEventAsync("paused", "never", 1, Cancellation);

        await UntilAsync(() =>
        {
            book.Read();
            return Told("duroxide.store.instance.count", "duroxide.instance.state", "suspended")
                && Told("duroxide.store.instance.count", "duroxide.instance.state", "running")
                && book.Of("duroxide.node.count").Any(one => one.Value >= 1)
                && book.Of("duroxide.store.work.age", "duroxide.work", "turn").Count > 0
                && book.Of("duroxide.store.parked.count").Count > 0;
        });

        bool Told(string instrument, string attribute, string value) =>
            book.Of(instrument, attribute, value).Any(one => one.Value >= 1);
    }

    [Fact]
    public async Task A_limit_that_holds_fetching_back_is_named()
    {
        const string limit = "worker_concurrency";
        using var book = new MeterBook();
        var hand = new TaskCompletionSource<int>();
        var holding = new Activity<Unit, int>("metered full", (_, _) => hand.Task);
        var held = new Orchestration<Unit, int>(
            "metered full",
            async (context, _) => await context.ScheduleActivity(holding, Unit.Value)
        );
        Code.Add(holding).Add(held);
        await RunAsync(options => options with { WorkerConcurrency = 1, HotInstances = 0 });
        await StartAsync(held, "full", Unit.Value);

        await UntilAsync(() =>
        {
            book.Read();
            return book.Of("duroxide.limit.utilization", "duroxide.limit", limit).Any(one => one.Value == 1);
        });
        await Time.SettleAsync();
        Time.Advance(TimeSpan.FromSeconds(7));
        hand.SetResult(1);
        await OutputOfAsync<int>("full");

        await UntilAsync(() => book.Of("duroxide.limit.waited", "duroxide.limit", limit).Any(one => one.Value >= 7));
    }
}

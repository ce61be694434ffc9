using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A runtime that is stopped in order loses nothing and keeps nobody waiting.</summary>
public abstract class StoppingScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // A machine under load may let the virtual clock go on to a renewal, but never to the end of what is long.
    private static readonly TimeSpan NotLong = Long - TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_idle_runtime_stops_at_once()
    {
        var runtime = await RunAsync(options => options with { ShutdownTimeout = Long });
        var before = Time.GetUtcNow();

        await SoonAsync(runtime.StopAsync());

        Assert.Equal(before, Time.GetUtcNow());
    }

    [Fact]
    public async Task A_runtime_whose_times_are_longer_than_a_timer_works_and_stops()
    {
        var years = TimeSpan.FromDays(3000);
        var session = new Activity<Unit, string>("session", (context, _) => Task.FromResult(context.Session!));
        var asking = new Orchestration<Unit, string>(
            "asking",
            async (context, _) =>
            {
                await context.ScheduleTimer(TimeSpan.FromDays(2));
                return await context.ScheduleActivity(session, Unit.Value, new() { Session = "s" });
            }
        );
        Code.Add(session).Add(asking);
        var runtime = await RunAsync(options =>
            options with
            {
                LongPoll = years,
                TurnLease = TimeSpan.FromHours(12),
                ActivityLease = TimeSpan.FromHours(12),
                SessionLease = TimeSpan.FromHours(12),
                SessionIdle = years,
                SessionSweep = years,
                TurnTimeout = years,
                ShutdownTimeout = years,
                ActivityCancellationGrace = years,
                UnregisteredBackoff = new(years, 2, years),
            }
        );

        await StartAsync(asking, "asking", Unit.Value);

        Assert.Equal("s", await OutputOfAsync<string>("asking"));
        await SoonAsync(runtime.StopAsync());
        Assert.DoesNotContain(Log.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task A_stop_returns_as_soon_as_what_runs_has_ended()
    {
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runtime = await RunAsync(
            options => options with { ShutdownTimeout = Long },
            code: Calling(
                async (_, _) =>
                {
                    started.SetResult();
                    await goOn.Task;
                    return 1;
                }
            )
        );
        await Client.StartOrchestrationAsync("calling", "last", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        var before = Time.GetUtcNow();

        var stopping = runtime.StopAsync();
        Assert.False(stopping.IsCompleted);
        goOn.SetResult();
        await SoonAsync(stopping);

        Assert.Equal(before, Time.GetUtcNow());
        await RunAsync(code: Calling((_, _) => Task.FromResult(2)));
        Assert.Equal(1, await OutputOfAsync<int>("last"));
    }

    [Fact]
    public async Task What_has_not_ended_in_time_is_given_back_uncounted()
    {
        var (started, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runtime = await RunAsync(
            options => options with { ShutdownTimeout = TimeSpan.FromSeconds(5), MaxAttempts = 1 },
            code: Calling(
                async (context, _) =>
                {
                    context.CancellationToken.Register(told.SetResult);
                    started.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                    return 1;
                }
            )
        );
        await Client.StartOrchestrationAsync("calling", "given back", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        var before = Time.GetUtcNow();

        await StopAsync(runtime);
        await SoonAsync(told.Task);
        await RunAsync(options => options with { MaxAttempts = 1 }, code: Calling((_, _) => Task.FromResult(2)));

        Assert.Equal(2, await OutputOfAsync<int>("given back"));
        // Not after the activity's lease of half a minute has lapsed.
        Assert.InRange((Time.GetUtcNow() - before).TotalSeconds, 5, 20);
    }

    [Fact]
    public async Task An_activity_in_its_grace_does_not_hold_up_a_stop()
    {
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runtime = await RunAsync(
            options => options with { ActivityCancellationGrace = Long, ShutdownTimeout = TimeSpan.FromSeconds(1) },
            code: Calling(
                async (_, _) =>
                {
                    started.SetResult();
                    await goOn.Task;
                    return 1;
                }
            )
        );
        await Client.StartOrchestrationAsync("calling", "stubborn", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        await Client.CancelAsync("stubborn", "enough", Cancellation);
        await EndOfAsync("stubborn");
        var before = Time.GetUtcNow();

        await StopAsync(runtime);

        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, NotLong);
        goOn.SetResult();
    }

    [Fact]
    public async Task An_activity_that_blocks_its_thread_does_not_hold_up_a_stop()
    {
        var started = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        var runtime = await RunAsync(
            options => options with { ShutdownTimeout = TimeSpan.FromSeconds(1) },
            code: Calling(
                (_, _) =>
                {
                    started.SetResult();
                    goOn.Wait(Cancellation);
                    return Task.FromResult(1);
                }
            )
        );
        await Client.StartOrchestrationAsync("calling", "blocking", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        var before = Time.GetUtcNow();

        try
        {
            await StopAsync(runtime);
        }
        finally
        {
            goOn.Set();
        }

        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, NotLong);
    }

    [Fact]
    public async Task A_store_that_hangs_does_not_hold_up_a_stop()
    {
        var (started, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runtime = await RunAsync(code: Calling(NeverEnding(started)));
        await Client.StartOrchestrationAsync("calling", "hanging", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        Provider.Before = call =>
            call.Method == nameof(IProvider.ReleaseActivitiesAsync) ? answer.Task : Task.CompletedTask;
        var before = Time.GetUtcNow();

        try
        {
            await StopAsync(runtime);
        }
        finally
        {
            answer.SetResult();
        }

        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, NotLong);
    }

    [Fact]
    public async Task A_stop_that_is_in_a_hurry_gives_back_what_runs()
    {
        var started = new TaskCompletionSource();
        var runtime = await RunAsync(
            options => options with { ShutdownTimeout = Long },
            code: Calling(NeverEnding(started))
        );
        await Client.StartOrchestrationAsync("calling", "hurried", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        var before = Time.GetUtcNow();
        using var hurry = new CancellationTokenSource();

        var stopping = runtime.StopAsync(hurry.Token);
        Assert.False(stopping.IsCompleted);
        await hurry.CancelAsync();
        await SoonAsync(stopping);

        Assert.Equal(before, Time.GetUtcNow());
        await RunAsync(code: Calling((_, _) => Task.FromResult(2)));
        Assert.Equal(2, await OutputOfAsync<int>("hurried"));
    }

    [Theory]
    [InlineData(nameof(IProvider.FetchTurnsAsync))]
    [InlineData(nameof(IProvider.FetchActivitiesAsync))]
    public async Task What_a_fetch_brings_while_the_runtime_stops_is_not_kept(string method)
    {
        var (fetched, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Provider.After = async call =>
        {
            if (call.Method == method && fetched.TrySetResult())
            {
                await goOn.Task;
            }
        };
        var runtime = await RunAsync(Fetching, code: Calling((_, _) => Task.FromResult(1)));
        await Client.StartOrchestrationAsync("calling", "fetched", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(fetched.Task);
        var before = Time.GetUtcNow();

        var stopping = runtime.StopAsync();
        goOn.SetResult();
        await SoonAsync(stopping);
        await RunAsync(WithLongLeases, await OpenNodeAsync(), Calling((_, _) => Task.FromResult(1)));

        Assert.Equal(1, await OutputOfAsync<int>("fetched"));
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, NotLong);
        Assert.Equal(4, (await FactsOfAsync("fetched")).Count);
    }

    [Fact]
    public async Task What_a_fetch_brings_after_the_time_to_stop_is_over_is_not_begun()
    {
        var (begun, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (fetched, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runs = 0;
        var runtime = await RunAsync(
            Fetching,
            code: Calling(
                async (context, _) =>
                {
                    Interlocked.Increment(ref runs);
                    begun.SetResult();
                    await using var telling = context.CancellationToken.Register(told.SetResult);
                    await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                    return 1;
                }
            )
        );
        await Client.StartOrchestrationAsync("calling", "running", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(begun.Task);
        Provider.After = async call =>
        {
            if (call.Method == nameof(IProvider.FetchActivitiesAsync))
            {
                fetched.TrySetResult();
                await goOn.Task;
            }
        };
        await Client.StartOrchestrationAsync("calling", "late", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(fetched.Task);

        using var hurry = new CancellationTokenSource();
        var stopping = runtime.StopAsync(hurry.Token);
        await hurry.CancelAsync();
        await SoonAsync(told.Task);
        goOn.SetResult();
        await SoonAsync(stopping);

        Assert.Equal(1, runs);
    }

    [Fact]
    public Task Turns_that_run_or_wait_for_a_slot_when_the_runtime_stops_are_given_back() =>
        GiveBackAsync(
            options => WithLongLeases(options) with { OrchestrationConcurrency = 1, TurnsInFlight = 1000 },
            waiting: ["waiting"]
        );

    [Fact]
    public Task A_turn_that_a_last_fetch_brings_back_while_it_still_runs_is_given_back_at_once()
    {
        Provider.FinishesFetches = true;
        return GiveBackAsync(WithLongLeases, waiting: []);
    }

    // A node stops while a turn blocks its thread and others wait, and another one runs them all.
    private async Task GiveBackAsync(Func<RuntimeOptions, RuntimeOptions> adjust, IReadOnlyList<string> waiting)
    {
        using var goOn = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var blocking = new Orchestration<Unit, int>(
            "answer",
            (_, _) =>
            {
                entered.TrySetResult();
                goOn.Wait(Cancellation);
                return Task.FromResult(1);
            }
        );
        var ready = new Orchestration<Unit, int>("answer", (_, _) => Task.FromResult(2));
        var runtime = await RunAsync(adjust, code: new RegistryBuilder().Add(blocking));
        await StartAsync(ready, "running", Unit.Value);
        await SoonAsync(entered.Task);
        foreach (var instance in waiting)
        {
            await StartAsync(ready, instance, Unit.Value);
        }
        var before = Time.GetUtcNow();

        try
        {
            await SoonAsync(runtime.StopAsync());
            await RunAsync(WithLongLeases, await OpenNodeAsync(), new RegistryBuilder().Add(ready));

            foreach (var instance in waiting.Prepend("running"))
            {
                Assert.Equal(2, await OutputOfAsync<int>(instance));
            }
            Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, NotLong);
        }
        finally
        {
            goOn.Set();
        }
    }

    // Without instances in memory every activity is fetched.
    private static RuntimeOptions Fetching(RuntimeOptions options) => WithLongLeases(options) with { HotInstances = 0 };

    private static RuntimeOptions WithLongLeases(RuntimeOptions options) =>
        options with
        {
            TurnLease = Long,
            ActivityLease = Long,
            SessionIdle = 2 * Long,
        };

    private Func<ActivityContext, Unit, Task<int>> NeverEnding(TaskCompletionSource started) =>
        async (context, _) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
            return 1;
        };

    private static RegistryBuilder Calling(Func<ActivityContext, Unit, Task<int>> run)
    {
        var activity = new Activity<Unit, int>("work", run);
        return new RegistryBuilder()
            .Add(activity)
            .Add(
                new Orchestration<Unit, int>(
                    "calling",
                    async (context, _) => await context.ScheduleActivity(activity, Unit.Value)
                )
            );
    }
}

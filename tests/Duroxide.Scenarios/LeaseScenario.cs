using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Leases while work is long, when a node dies, and when a node comes back too late.</summary>
public abstract class LeaseScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<Unit, string> Three = new(
        "three",
        async (context, _) =>
            string.Join(
                ' ',
                await context.Join(
                    Enumerable.Range(0, 3).Select(number => context.ScheduleActivity<int, int>("slow", number))
                )
            )
    );

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_long_activity_keeps_its_lease()
    {
        var runs = 0;
        var slow = new Activity<Unit, int>(
            "slow",
            async (_, _) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(20), Time);
                return Interlocked.Increment(ref runs);
            }
        );
        Code.Add(slow).Add(Calling(slow));
        RuntimeOptions Short(RuntimeOptions options) => options with { ActivityLease = TimeSpan.FromSeconds(3) };
        await RunAsync(Short);
        await RunAsync(Short, await OpenNodeAsync());

        await Client.StartOrchestrationAsync("calling", "long", Unit.Value, cancellationToken: Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("long"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Long_activities_side_by_side_keep_their_leases_each()
    {
        var runs = 0;
        var slow = new Activity<int, int>(
            "slow",
            async (_, seconds) =>
            {
                Interlocked.Increment(ref runs);
                await Task.Delay(TimeSpan.FromSeconds(seconds), Time);
                return seconds;
            }
        );
        var three = new Orchestration<Unit, int>(
            "three",
            async (context, _) =>
                (
                    await context.Join(new[] { 7, 20, 13 }.Select(seconds => context.ScheduleActivity(slow, seconds)))
                ).Sum()
        );
        Code.Add(slow).Add(three);
        RuntimeOptions Short(RuntimeOptions options) => options with { ActivityLease = TimeSpan.FromSeconds(3) };
        await RunAsync(Short);
        await RunAsync(Short, await OpenNodeAsync());

        await StartAsync(three, "three", Unit.Value);

        Assert.Equal(40, await OutputOfAsync<int>("three"));
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Three_long_activities_at_a_time_keep_their_leases()
    {
        var runs = new int[3];
        Code.Add(Slow(runs)).Add(Three);
        RuntimeOptions Short(RuntimeOptions options) => options with { ActivityLease = TimeSpan.FromSeconds(3) };
        await RunAsync(Short);
        await RunAsync(Short, await OpenNodeAsync());

        await StartAsync(Three, "long", Unit.Value);

        Assert.Equal("0 1 2", await OutputOfAsync<string>("long"));
        Assert.Equal([1, 1, 1], runs);
    }

    [Fact]
    public async Task Three_activities_that_a_dead_node_left_finish_after_a_restart()
    {
        var runs = new int[3];
        var dying = await OpenNodeAsync();
        await RunAsync(node: dying, code: new RegistryBuilder().Add(Slow(runs)).Add(Three));
        await StartAsync(Three, "left", Unit.Value);
        await UntilAsync(() => runs.Sum() == 3);
        dying.Kill();

        await RunAsync(code: new RegistryBuilder().Add(Slow(runs)).Add(Three));

        Assert.Equal("0 1 2", await OutputOfAsync<string>("left"));
        Assert.Equal([2, 2, 2], runs);
        var facts = await FactsOfAsync("left");
        Assert.Equal(3, facts.OfType<Fact.Scheduled>().Count());
        Assert.Equal(3, facts.OfType<Fact.Resolved>().Count());
    }

    [Fact]
    public async Task A_long_turn_keeps_its_lease()
    {
        using var goOn = new ManualResetEventSlim();
        var turns = 0;
        var thinker = new Orchestration<Unit, int>(
            "thinker",
            (_, _) =>
            {
                Interlocked.Increment(ref turns);
                goOn.Wait(Generous, Cancellation);
                return Task.FromResult(turns);
            }
        );
        Code.Add(thinker);
        RuntimeOptions Patient(RuntimeOptions options) => options with { TurnLease = TimeSpan.FromSeconds(2) };
        await RunAsync(Patient);
        await RunAsync(Patient, await OpenNodeAsync());

        await StartAsync(thinker, "deep", Unit.Value);
        await UntilAsync(() => turns > 0);
        await PassAsync(TimeSpan.FromSeconds(15));
        goOn.Set();

        Assert.Equal(1, await OutputOfAsync<int>("deep"));
    }

    [Fact]
    public async Task What_a_node_ran_when_it_died_runs_on_another_one()
    {
        var runs = 0;
        var first = new TaskCompletionSource();
        var fragile = new Activity<Unit, int>(
            "fragile",
            async (context, _) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    first.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                }
                return runs;
            }
        );
        Code.Add(fragile).Add(Calling(fragile));
        var dying = await OpenNodeAsync();
        await RunAsync(node: dying);
        await Client.StartOrchestrationAsync("calling", "moved", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(first.Task);

        dying.Kill();
        await RunAsync();

        Assert.Equal(2, await OutputOfAsync<int>("moved"));
        Assert.Single((await FactsOfAsync("moved")).OfType<Fact.Scheduled>());
    }

    [Fact]
    public async Task A_turn_of_a_dead_node_is_taken_over_when_its_lease_has_lapsed()
    {
        var hello = new Orchestration<Unit, string>("hello", (_, _) => Task.FromResult("done"));
        Code.Add(hello);
        var dying = await OpenNodeAsync();
        var reached = new TaskCompletionSource();
        dying.Before = call => DieAt(call, nameof(IProvider.CommitTurnsAsync), dying, reached);
        await RunAsync(node: dying);
        await StartAsync(hello, "orphan", Unit.Value);
        await SoonAsync(reached.Task);
        var died = Time.GetUtcNow();

        await RunAsync();

        Assert.Equal("done", await OutputOfAsync<string>("orphan"));
        Assert.InRange(Time.GetUtcNow() - died, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_writes_nothing()
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var late = await OpenNodeAsync();
        late.Before = async call =>
        {
            if (call.Method == nameof(IProvider.RenewTurnsAsync))
            {
                throw new ProviderException(call.Method, "not now", isRetryable: true);
            }
            if (call.Method == nameof(IProvider.CommitTurnsAsync))
            {
                reached.TrySetResult();
                await goOn.Task;
            }
        };
        var naming = new Orchestration<Unit, string>("naming", (_, _) => Task.FromResult("late"));
        Code.Add(naming);
        await RunAsync(options => options with { TurnsInFlight = 1 }, late);
        await StartAsync(naming, "contested", Unit.Value);
        await SoonAsync(reached.Task);
        var other = new Orchestration<Unit, string>("naming", (_, _) => Task.FromResult("in time"));

        await RunAsync(code: new RegistryBuilder().Add(other));
        Assert.Equal("in time", await OutputOfAsync<string>("contested"));
        goOn.SetResult();
        await UntilAsync(() => Log.Holds("A turn of instance contested was not committed: its lease was lost"));

        Assert.Equal("in time", await OutputOfAsync<string>("contested"));
        Assert.Equal(2, (await FactsOfAsync("contested")).Count);
    }

    [Fact]
    public async Task A_node_that_was_overtaken_does_not_go_on_with_its_old_program()
    {
        var answers = new Orchestration<Unit, string>(
            "answers",
            async (context, _) =>
            {
                var first = await context.ReceiveMessage<string>("q");
                context.SetCustomStatus(first);
                var second = await context.ReceiveMessage<string>("q");
                context.SetCustomStatus(second);
                return $"{first}{second}{await context.ReceiveMessage<string>("q")}";
            }
        );
        Code.Add(answers);
        var one = await OpenNodeAsync();
        var firstNode = await RunAsync(node: one);
        await StartAsync(answers, "passed on", Unit.Value);
        await Client.SendMessageAsync("passed on", "q", "a", Cancellation);
        await UntilStatusAsync("passed on", "a");
        // The first node keeps its live program, and is kept from fetching while another one takes a turn.
        var goOn = new TaskCompletionSource();
        one.Before = call => call.Method == nameof(IProvider.FetchTurnsAsync) ? goOn.Task : Task.CompletedTask;
        await WakeAsync(one, "somebody else");
        var second = await RunAsync();
        await Client.SendMessageAsync("passed on", "q", "b", Cancellation);
        await UntilStatusAsync("passed on", "b");
        await StopAsync(second);

        goOn.SetResult();
        await Client.SendMessageAsync("passed on", "q", "c", Cancellation);

        Assert.Equal("abc", await OutputOfAsync<string>("passed on"));
        await StopAsync(firstNode);
    }

    [Fact]
    public async Task An_error_of_a_renewal_stops_no_activity()
    {
        var failures = 0;
        var patient = new Activity<Unit, bool>(
            "patient",
            async (context, _) =>
            {
                await Task.Delay(Minute, Time, context.CancellationToken);
                return context.IsCancelled;
            }
        );
        Code.Add(patient).Add(Calling(patient));
        Provider.Before = call =>
            call.Method == nameof(IProvider.RenewActivitiesAsync) && Interlocked.Increment(ref failures) % 2 == 1
                ? throw new ProviderException(call.Method, "busy", isRetryable: true)
                : Task.CompletedTask;
        await RunAsync(options => options with { ActivityLease = TimeSpan.FromSeconds(10) });

        await Client.StartOrchestrationAsync("calling", "calm", Unit.Value, cancellationToken: Cancellation);

        Assert.False(await OutputOfAsync<bool>("calm"));
        Assert.True(failures > 4);
    }

    [Fact]
    public async Task Renewals_that_fail_twice_in_a_row_lose_no_activity_at_the_default_lease()
    {
        var (calls, runs) = (0, 0);
        var patient = new Activity<Unit, int>(
            "patient",
            async (context, _) =>
            {
                Interlocked.Increment(ref runs);
                await Task.Delay(3 * Minute, Time, context.CancellationToken);
                return runs;
            }
        );
        Code.Add(patient).Add(Calling(patient));
        Provider.Before = call =>
            call.Method == nameof(IProvider.RenewActivitiesAsync) && Interlocked.Increment(ref calls) % 3 != 0
                ? throw new ProviderException(call.Method, "busy", isRetryable: true)
                : Task.CompletedTask;
        await RunAsync();

        await Client.StartOrchestrationAsync("calling", "calm", Unit.Value, cancellationToken: Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("calm"));
        Assert.True(calls > 6);
    }

    [Fact]
    public async Task A_renewal_that_fails_for_an_unknown_reason_is_not_the_last_one()
    {
        var failures = 0;
        var runs = 0;
        var slow = new Activity<Unit, int>(
            "slow",
            async (_, _) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(40), Time);
                return Interlocked.Increment(ref runs);
            }
        );
        Code.Add(slow).Add(Calling(slow));
        Provider.Before = call =>
            call.Method == nameof(IProvider.RenewActivitiesAsync) && Interlocked.Increment(ref failures) == 1
                ? throw new InvalidOperationException("nobody thought of this")
                : Task.CompletedTask;
        await RunAsync(options => options with { ActivityLease = TimeSpan.FromSeconds(10) });

        await Client.StartOrchestrationAsync("calling", "slow", Unit.Value, cancellationToken: Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("slow"));
        Assert.True(failures > 4);
    }

    [Fact]
    public async Task An_activity_whose_lease_is_lost_is_told_to_stop()
    {
        var (started, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runs = 0;
        var doubled = new Activity<Unit, int>(
            "doubled",
            async (context, _) =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                {
                    return runs;
                }
                context.CancellationToken.Register(told.SetResult);
                started.SetResult();
                await told.Task;
                return -1;
            }
        );
        Code.Add(doubled).Add(Calling(doubled));
        var cut = await OpenNodeAsync();
        await RunAsync(node: cut);
        await Client.StartOrchestrationAsync("calling", "split", Unit.Value, cancellationToken: Cancellation);
        await SoonAsync(started.Task);
        // Could it still fetch, it would be handed the activity again whenever the lease lapses, and go on.
        cut.Before = call =>
            runs == 1 && call.Method is nameof(IProvider.RenewActivitiesAsync) or nameof(IProvider.FetchActivitiesAsync)
                ? throw new ProviderException(call.Method, "no network", isRetryable: true)
                : Task.CompletedTask;

        await RunAsync();

        Assert.Equal(2, await OutputOfAsync<int>("split"));
        await UntilAsync(() => told.Task.IsCompleted);
    }

    private static Orchestration<Unit, T> Calling<T>(Activity<Unit, T> activity) =>
        new("calling", async (context, _) => await context.ScheduleActivity(activity, Unit.Value));

    // The fetch that is on its way gets something to return with; the next one is held.
    private async Task WakeAsync(ObservedProvider node, InstanceId instance)
    {
        var before = node.Calls;
        await Client.StartOrchestrationAsync("answers", instance, Unit.Value, cancellationToken: Cancellation);
        await UntilFactAsync<Fact.Scheduled>(instance);
        await UntilAsync(() => node.Calls > before);
    }

    private Activity<int, int> Slow(int[] runs) =>
        new(
            "slow",
            async (context, number) =>
            {
                Interlocked.Increment(ref runs[number]);
                await Task.Delay(TimeSpan.FromSeconds(20), Time, context.CancellationToken);
                return number;
            }
        );

    private static Task DieAt(ProviderCall call, string method, ObservedProvider node, TaskCompletionSource reached)
    {
        if (call.Method == method)
        {
            node.Kill();
            reached.TrySetResult();
        }
        return Task.CompletedTask;
    }
}

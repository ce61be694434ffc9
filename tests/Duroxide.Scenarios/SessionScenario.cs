using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Activities of one session run on one node, as long as it lives and the session is used.</summary>
public abstract class SessionScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly ConcurrentQueue<(string Node, string Session)> runs = new();
    private int running;
    private int mostRunning;

    [Fact]
    public async Task All_activities_of_a_session_run_on_one_node()
    {
        await RunAsync("one", new());
        await RunAsync("two", new());

        await StartAsync(Talking("session"), "talking", 20);

        Assert.Equal(20, await OutputOfAsync<int>("talking"));
        Assert.Single(runs.Select(run => run.Node).Distinct());
        Assert.All(runs, run => Assert.Equal("session", run.Session));
    }

    [Fact]
    public async Task A_session_outlives_continue_as_new()
    {
        await RunAsync("one", new());
        await RunAsync("two", new());

        await StartAsync(Rolling, "rolling", 5);

        Assert.Equal(0, await OutputOfAsync<int>("rolling"));
        Assert.Equal(5, runs.Count);
        Assert.Single(runs.Select(run => run.Node).Distinct());
    }

    [Fact]
    public async Task A_session_outlives_an_upgrade_at_continue_as_new()
    {
        var (one, two) = (SemanticVersion.Parse("1.0.0"), SemanticVersion.Parse("2.0.0"));
        Orchestration<int, string> Upgrading(string version) =>
            new(
                "upgrading",
                async (context, left) =>
                {
                    await context.ScheduleActivity<string, string>(Talk, version, new() { Session = "upgrading" });
                    return left == 0 ? version : await context.ContinueAsNew(left - 1);
                }
            );
        Code.Add(Upgrading("old"), one).Add(Upgrading("new"), two);
        await RunAsync("one", new());
        await RunAsync("two", new());

        var pinned = new StartOptions { Version = one };
        await Client.StartOrchestrationAsync("upgrading", "upgrading", 3, pinned, Cancellation);

        Assert.Equal("new", await OutputOfAsync<string>("upgrading"));
        Assert.Equal(4, runs.Count);
        Assert.Single(runs.Select(run => run.Node).Distinct());
    }

    [Fact]
    public async Task Another_node_takes_the_session_of_a_dead_one_over()
    {
        var dying = await OpenNodeAsync();
        await RunAsync("dying", new(), dying);
        await StartAsync(Pausing, "pausing", 40);
        await UntilFactAsync<Fact.Resolved>("pausing");
        dying.Kill();

        await RunAsync("heir", new());

        Assert.Equal(40, await OutputOfAsync<int>("pausing"));
        Assert.Equal(["dying", "heir"], runs.Select(run => run.Node));
    }

    [Fact]
    public async Task A_node_that_stops_in_order_leaves_its_sessions_to_the_next_at_once()
    {
        var first = await RunAsync("one", new());
        await StartAsync(Talking("session"), "talking", 1);
        Assert.Equal(1, await OutputOfAsync<int>("talking"));
        await SoonAsync(first.StopAsync());
        await RunAsync("two", new());
        var before = Time.GetUtcNow();

        await StartAsync(Talking("session"), "talking again", 1);

        Assert.Equal(1, await OutputOfAsync<int>("talking again"));
        Assert.Equal(["one", "two"], runs.Select(run => run.Node));
        Assert.True(Time.GetUtcNow() - before < new RuntimeOptions().SessionLease / 2);
    }

    [Fact]
    public async Task A_node_with_a_name_of_its_own_keeps_its_sessions_over_a_stop()
    {
        var first = await RunAsync("named", new(NodeId: "node-1"));
        await StartAsync(Talking("session"), "talking", 1);
        Assert.Equal(1, await OutputOfAsync<int>("talking"));
        await SoonAsync(first.StopAsync());
        await RunAsync("other", new());
        await StartAsync(Talking("session"), "talking again", 1);
        await UntilFactAsync<Fact.Scheduled>("talking again");

        await RunAsync("named again", new(NodeId: "node-1"));

        Assert.Equal(1, await OutputOfAsync<int>("talking again"));
        Assert.Equal(["named", "named again"], runs.Select(run => run.Node));
    }

    [Fact]
    public async Task A_node_with_a_name_of_its_own_gets_its_sessions_back_at_once()
    {
        var dying = await OpenNodeAsync();
        await RunAsync("named", new(NodeId: "node-1"), dying);
        await StartAsync(Pausing, "pausing", 10);
        await UntilFactAsync<Fact.Resolved>("pausing");
        dying.Kill();
        await RunAsync("named again", new(NodeId: "node-1"));
        await RunAsync("other", new());

        Assert.Equal(10, await OutputOfAsync<int>("pausing"));
        Assert.Equal(["named", "named again"], runs.Select(run => run.Node));
    }

    [Fact]
    public async Task A_node_has_no_more_sessions_running_than_it_may()
    {
        await RunAsync("one", new(MaxSessions: 2));
        foreach (var number in Enumerable.Range(1, 6))
        {
            await StartAsync(Talking($"session {number}"), $"talking {number}", 1);
        }

        foreach (var number in Enumerable.Range(1, 6))
        {
            Assert.Equal(1, await OutputOfAsync<int>($"talking {number}"));
        }
        Assert.Equal(2, mostRunning);
    }

    [Fact]
    public async Task A_session_that_was_held_idle_counts_again_when_its_work_goes_on()
    {
        await RunAsync("one", new(MaxSessions: 1, Work: TimeSpan.FromMinutes(1)));
        await StartAsync(Talking("session 1"), "talking 1", 1);
        Assert.Equal(1, await OutputOfAsync<int>("talking 1"));
        await StartAsync(Talking("session 2"), "talking 2", 1);
        await UntilAsync(() => running == 1);

        await StartAsync(Talking("session 1"), "talking again", 1);
        await UntilFactAsync<Fact.Scheduled>("talking again");
        await PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, running);
        Assert.Equal(1, await OutputOfAsync<int>("talking again"));
        Assert.Equal((1, 3), (mostRunning, runs.Count));
    }

    [Fact]
    public async Task What_the_first_node_may_not_take_goes_to_the_second()
    {
        await RunAsync("one", new(MaxSessions: 1, Work: TimeSpan.FromMinutes(1)));
        await RunAsync("two", new(MaxSessions: 3, Work: TimeSpan.FromMinutes(1)));
        foreach (var number in Enumerable.Range(1, 4))
        {
            await StartAsync(Talking($"session {number}"), $"talking {number}", 1);
        }
        await UntilAsync(() => runs.Count == 4);

        Assert.Equal(1, runs.Count(run => run.Node == "one"));
        Assert.Equal(3, runs.Count(run => run.Node == "two"));
    }

    [Fact]
    public async Task Activities_without_a_session_run_beside_a_full_house_of_sessions()
    {
        await RunAsync("one", new(MaxSessions: 1, Work: TimeSpan.FromHours(1)));
        await StartAsync(Talking("session"), "talking", 1);
        await UntilAsync(() => running == 1);

        await StartAsync(Talking(null), "free", 1);
        await UntilAsync(() => runs.Count == 2);

        Assert.Equal(2, running);
    }

    [Fact]
    public async Task A_long_activity_keeps_its_session()
    {
        await RunAsync("one", new(Work: TimeSpan.FromMinutes(8)));
        await RunAsync("two", new(Work: TimeSpan.FromMinutes(8)));

        await StartAsync(Talking("session"), "talking", 2);

        Assert.Equal(2, await OutputOfAsync<int>("talking"));
        Assert.Single(runs.Select(run => run.Node).Distinct());
    }

    [Fact]
    public async Task A_session_stays_with_its_node_as_long_as_one_of_its_activities_runs()
    {
        var (fetches, goOn) = (0, new TaskCompletionSource());
        var node = await OpenNodeAsync();
        // The node takes one activity and then no other, so that the second would go to whoever may have it.
        node.Before = call =>
            call.Method == nameof(IProvider.FetchActivitiesAsync) && Interlocked.Increment(ref fetches) > 1
                ? goOn.Task
                : Task.CompletedTask;
        await RunAsync("one", new(Work: TimeSpan.FromMinutes(15)), node);
        await StartAsync(Talking("session"), "long", 1);
        await UntilAsync(() => running == 1);
        await PassAsync(TimeSpan.FromMinutes(12));

        await RunAsync("two", new());
        await StartAsync(Talking("session"), "second", 1);
        await UntilFactAsync<Fact.Scheduled>("second");
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(runs);
        goOn.SetResult();

        Assert.Equal(1, await OutputOfAsync<int>("second"));
        Assert.All(runs, run => Assert.Equal("one", run.Node));
    }

    [Fact]
    public async Task A_fault_of_one_renewal_does_not_end_the_renewing_of_sessions()
    {
        var renewals = 0;
        var node = await OpenNodeAsync();
        node.Before = call =>
            call.Method == nameof(IProvider.RenewSessionsAsync) && Interlocked.Increment(ref renewals) == 1
                ? throw new InvalidOperationException("nobody thought of this")
                : Task.CompletedTask;
        await RunAsync("one", new(Work: TimeSpan.FromHours(1)), node);

        await StartAsync(Talking("session"), "talking", 1);
        await UntilAsync(() => running == 1);
        await PassAsync(TimeSpan.FromMinutes(2));

        Assert.True(renewals > 1);
        Assert.True(Log.Holds("A loop of the runtime stopped unexpectedly"));
    }

    [Fact]
    public async Task A_renewal_that_fails_loses_no_session()
    {
        var calls = 0;
        var node = await OpenNodeAsync();
        node.Before = call =>
            call.Method == nameof(IProvider.RenewSessionsAsync) && Interlocked.Increment(ref calls) % 3 != 0
                ? throw new ProviderException(call.Method, "busy", isRetryable: true)
                : Task.CompletedTask;
        await RunAsync("one", new(NodeId: "node-1"), node);
        await StartAsync(Talking("session"), "talking", 1);
        Assert.Equal(1, await OutputOfAsync<int>("talking"));

        await PassAsync(TimeSpan.FromSeconds(100));

        var (lease, idle) = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));
        Assert.Equal(1, await Provider.RenewSessionsAsync(["node-1"], lease, idle, Cancellation));
    }

    [Fact]
    public async Task Activities_of_one_session_run_side_by_side_on_its_node()
    {
        await RunAsync("one", new(MaxSessions: 1));
        await RunAsync("two", new(MaxSessions: 1));

        await StartAsync(Shouting, "shouting", 5);

        Assert.Equal(5, await OutputOfAsync<int>("shouting"));
        Assert.Single(runs.Select(run => run.Node).Distinct());
        Assert.True(mostRunning > 1);
    }

    [Fact]
    public async Task Work_of_a_session_waits_no_longer_than_for_the_room_that_another_session_frees()
    {
        const int sessions = 200;
        var quick = new Activity<int, int>("quick", (_, number) => Task.FromResult(number));
        var asking = new Orchestration<Unit, int>(
            "asking",
            async (context, _) =>
                (
                    await context.Join(
                        Enumerable
                            .Range(0, sessions)
                            .Select(number => context.ScheduleActivity(quick, number, new() { Session = $"{number}" }))
                    )
                ).Length
        );
        Code.Add(quick).Add(asking);
        await RunAsync(options => options with { MaxSessions = 1 });
        var before = Time.GetUtcNow();

        await StartAsync(asking, "asking", Unit.Value);

        Assert.Equal(sessions, await OutputOfAsync<int>("asking"));
        // A fetch that overlooks the room waits for years.
        Assert.InRange(Time.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromDays(1000));
    }

    private static readonly string Talk = "talk";

    private static readonly Orchestration<int, int> Shouting = new(
        "shouting",
        async (context, count) =>
        {
            var shouts = Enumerable
                .Range(0, count)
                .Select(_ => context.ScheduleActivity<string, string>(Talk, "hey", new() { Session = "shouting" }));
            return (await context.Join(shouts)).Length;
        }
    );

    private static readonly Orchestration<int, int> Rolling = new(
        "rolling",
        async (context, left) =>
        {
            if (left == 0)
            {
                return 0;
            }
            await context.ScheduleActivity<string, string>(Talk, "hello", new() { Session = "rolling" });
            return await context.ContinueAsNew(left - 1);
        }
    );

    private static readonly Orchestration<int, int> Pausing = new(
        "pausing",
        async (context, seconds) =>
        {
            await context.ScheduleActivity<string, string>(Talk, "hello", new() { Session = "pausing" });
            await context.ScheduleTimer(TimeSpan.FromSeconds(seconds));
            await context.ScheduleActivity<string, string>(Talk, "hello", new() { Session = "pausing" });
            return seconds;
        }
    );

    private static Orchestration<int, int> Talking(string? session) =>
        new(
            $"talking in {session}",
            async (context, count) =>
            {
                for (var number = 0; number < count; number++)
                {
                    await context.ScheduleActivity<string, string>(Talk, "hello", new() { Session = session });
                }
                return count;
            }
        );

    private async Task<DuroxideRuntime> RunAsync(string name, Worker worker, ObservedProvider? node = null)
    {
        var talk = new Activity<string, string>(
            Talk,
            async (context, said) =>
            {
                runs.Enqueue((name, context.Session ?? ""));
                InterlockedMax(Interlocked.Increment(ref running));
                await Task.Delay(worker.Work ?? TimeSpan.FromSeconds(1), Time, context.CancellationToken);
                Interlocked.Decrement(ref running);
                return said;
            }
        );
        var code = new RegistryBuilder()
            .Merge(Code.Build())
            .Add(talk)
            .Add(Rolling)
            .Add(Pausing)
            .Add(Shouting)
            .Add(Talking(null))
            .Add(Talking("session"));
        foreach (var number in Enumerable.Range(1, 6))
        {
            code.Add(Talking($"session {number}"));
        }
        return await RunAsync(
            options => options with { NodeId = worker.NodeId, MaxSessions = worker.MaxSessions },
            node ?? await OpenNodeAsync(),
            code
        );
    }

    private void InterlockedMax(int value)
    {
        var seen = mostRunning;
        while (value > seen && Interlocked.CompareExchange(ref mostRunning, value, seen) != seen)
        {
            seen = mostRunning;
        }
    }

    private sealed record Worker(string? NodeId = null, int MaxSessions = 10, TimeSpan? Work = null);
}

using Duroxide.Core;
using Duroxide.Runtime;
using Duroxide.Sqlite;
using Duroxide.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>What the guide shows does what the guide says.</summary>
public sealed class GuideTests : IAsyncDisposable
{
    static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    readonly VirtualTimeProvider time = new();
    readonly InMemoryProvider provider;
    readonly DuroxideClient client;
    DuroxideRuntime? runtime;

    public GuideTests()
    {
        provider = new(time);
        // The client's own waits go by the real clock, or a stalled machine would let a thousand virtual days pass.
        client = new(provider);
    }

    public async ValueTask DisposeAsync()
    {
        if (runtime is not null)
        {
            await runtime.DisposeAsync();
        }
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task The_quick_start_ships_an_order()
    {
        var fulfilment = await QuickStart.RunAsync(SqliteOptions.InMemory);

        Assert.Equal("parcel 4711", fulfilment.Shipment?.Tracking);
    }

    [Fact]
    public void Retries_go_on_until_the_third_attempt() => Assert.Equal(3, OutputOf(Activities.RetryAsync));

    [Fact]
    public void A_failure_that_is_final_ends_the_call_at_once() =>
        Assert.Equal(
            "attempt 1: There is no receipt none.",
            OutputOf(async ctx =>
            {
                var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Activities.RefundAsync(ctx));
                return $"attempt {failed.Attempt}: {failed.Failure.Message}";
            })
        );

    [Fact]
    public async Task What_an_activity_throws_is_caught() =>
        Assert.Equal("flaky failed at attempt 1: The service is busy.", await OutputOfAsync(Activities.CatchAsync));

    [Fact]
    public async Task An_activity_without_a_result_has_its_effect()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "full", TestContext.Current.CancellationToken);

        await OutputOfAsync(async ctx => await ctx.ScheduleActivity(Activities.Empty, file));

        Assert.Equal("", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public void Sessions_and_tags_lead_to_a_worker_that_serves_them() =>
        Assert.Equal(8, OutputOf(Activities.RouteAsync));

    [Fact]
    public async Task A_timer_moves_the_time() =>
        Assert.True(await OutputOfAsync(Waiting.TimerAsync) >= new DateTimeOffset(2000, 1, 31, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_event_answers_the_wait() =>
        Assert.Equal("yes", await OutputOfAsync(Waiting.EventAsync, whileItRuns: () => RaiseAsync("Answer", "yes")));

    [Fact]
    public async Task A_wait_with_a_timeout_ends_without_an_event() =>
        Assert.Equal("no answer", await OutputOfAsync(Waiting.DeadlineAsync));

    [Fact]
    public void The_first_of_many_says_which_it_was() =>
        Assert.Equal(
            "https://a.example.org gave the text of https://a.example.org",
            OutputOf(ctx => Waiting.FastestAsync(ctx, ["https://a.example.org", "https://b.example.org"]))
        );

    [Fact]
    public async Task A_queue_is_read_in_order() =>
        Assert.Equal(
            42,
            await OutputOfAsync(
                Waiting.QueueAsync,
                whileItRuns: async () =>
                {
                    foreach (var number in new[] { 40, 2, 0 })
                    {
                        await client.SendMessageAsync("guide", "numbers", number);
                    }
                }
            )
        );

    [Fact]
    public async Task A_race_that_nobody_answers_ends_at_its_deadline() =>
        Assert.Equal("no answer", await OutputOfAsync(Waiting.SelectAsync));

    [Fact]
    public async Task Branches_race_with_all_their_steps() =>
        Assert.Equal("the text of https://example.org/mirror", await OutputOfAsync(Waiting.BranchesAsync));

    [Fact]
    public async Task Joins_give_results_in_the_order_of_the_arguments()
    {
        Assert.Equal("the text of https://example.org/book, 4", await OutputOfAsync(Waiting.JoinAsync));
    }

    [Fact]
    public async Task Handles_come_as_they_complete() =>
        Assert.Equal(
            ["the text of a", "the text of b"],
            (await OutputOfAsync(ctx => Waiting.AsCompletedAsync(ctx, ["a", "b"]))).Order()
        );

    [Fact]
    public void A_handle_is_cancelled_or_read() =>
        Assert.Equal("the text of https://example.org/film", OutputOf(Waiting.CancelAsync));

    [Fact]
    public async Task Values_count_and_are_read_by_clients()
    {
        Assert.Equal(1, await OutputOfAsync(State.ValuesAsync));
        Assert.Equal(1, await client.GetValueAsync<int>("guide", "visits"));
    }

    [Fact]
    public async Task The_last_status_stays()
    {
        await OutputOfAsync(State.StatusAsync);

        var completed = Assert.IsType<OrchestrationStatus.Completed>(await client.GetStatusAsync("guide"));
        Assert.Equal("done", completed.Info.CustomStatus);
    }

    [Fact]
    public async Task A_child_gives_its_result() =>
        Assert.Equal("the text of https://example.org/film", await OutputOfAsync(State.ChildAsync));

    [Fact]
    public async Task An_orchestration_without_a_result_has_its_effect()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "full", TestContext.Current.CancellationToken);
        await RunAsync();

        await client.StartOrchestrationAsync(State.Forget, "forget", file);

        Assert.Equal(Unit.Value, await EndOfAsync(State.Forget, "forget"));
        Assert.Equal("", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public async Task A_detached_start_outlives_its_starter()
    {
        await OutputOfAsync(ctx =>
        {
            State.Detached(ctx);
            State.Trace(ctx);
            State.Tags(ctx);
            return Task.FromResult(0);
        });

        Assert.Equal("the text of https://example.org/audit", await EndOfAsync(State.Child, "audit-of-guide"));
    }

    [Fact]
    public async Task A_warehouse_answers_who_asks_by_his_id()
    {
        await client.StartOrchestrationAsync(Waiting.Warehouse, "warehouse", 0);

        Assert.False(await OutputOfAsync(Waiting.BuyAsync));
        Assert.Equal("no teapot is left", await EndOfAsync(Waiting.Warehouse, "warehouse"));
    }

    [Fact]
    public async Task A_poller_continues_as_new_until_there_is_news()
    {
        await RunAsync();
        await client.StartOrchestrationAsync(State.Poller, "poller", 1);

        Assert.Equal("the text of https://example.org/news/3", await EndOfAsync(State.Poller, "poller"));
    }

    [Fact]
    public async Task Steps_are_chained_fanned_out_and_bounded()
    {
        string[] names = [.. Enumerable.Repeat("name", 25)];

        Assert.Equal(
            (36, 100, 100),
            await OutputOfAsync(async ctx =>
                (
                    await Patterns.ChainAsync(ctx),
                    await Patterns.FanOutAsync(ctx, names),
                    await Patterns.WindowAsync(ctx, names)
                )
            )
        );
    }

    [Fact]
    public async Task A_batch_is_worked_off_page_by_page()
    {
        await RunAsync();
        await client.StartOrchestrationAsync(Patterns.ImportAll, "import", new(0, 0));

        Assert.Equal(1200, await EndOfAsync(Patterns.ImportAll, "import"));
    }

    [Fact]
    public async Task A_patch_runs_the_new_code_in_new_instances()
    {
        Assert.Equal("the text of a", await OutputOfAsync(ctx => Changing.PatchAsync(ctx, "a")));

        var history = await client.ReadHistoryAsync("guide");
        Assert.Contains("TimerCreated", HistoryText.Names(history!.Events));
    }

    [Fact]
    public async Task A_pinned_version_starts_until_the_policy_says_otherwise()
    {
        runtime = await DuroxideRuntime.StartAsync(provider, Setup.Compose(Changing.Versions), Options);
        await client.StartOrchestrationAsync("orders/ship", "pinned", "a");
        await Calling.StartAsync(client);

        await EndOfAsync(Changing.First, "pinned");
        await EndOfAsync(Changing.Second, "order-18");

        Assert.Equal(SemanticVersion.Initial, await VersionOfAsync("pinned"));
        Assert.Equal(SemanticVersion.Parse("2.0.0"), await VersionOfAsync("order-18"));
    }

    [Fact]
    public async Task Clients_start_signal_wait_and_read()
    {
        await RunAsync();

        // Nothing waits yet, so no time has passed in which what was started could end.
        Assert.True(await Calling.StartAsync(client));
        Assert.True(await Calling.SignalAsync(client));
        await EndOfAsync(State.Child, "download-1");
        Assert.Equal("the text of https://example.org", await Calling.WaitAsync(client));
        Assert.Equal("completed: the text of https://example.org", await Calling.StatusAsync(client));
        Assert.Equal("files/download gave \"the text of https://example.org\"", await Calling.ReadAsync(client));
        Assert.StartsWith("1 in the family, 1 executions; ", await Calling.InspectAsync(client.Management));
        await PassAsync(client.WaitForEndAsync("order-18"));
        Assert.Equal(1, await Calling.StartManyAsync(client, ["https://example.org/a", "https://example.org/a"]));
        await EndOfAsync(State.Child, "download of https://example.org/a");
        Assert.InRange(await Calling.ManageAsync(client, time), 1, 3);
        Assert.Equal(0, await Calling.ReleaseAsync(client.Management));
        Assert.True(await State.StartTaggedAsync(client));
        await EndOfAsync(State.Child, "film-of-acme");
        Assert.Empty(await Looking.OverdueOrdersAsync(client.Management, time));
        Assert.Equal("", await Looking.CustomersAsync(client.Management));
        Assert.Equal(0, await Looking.StuckAsync(client.Management));
    }

    [Fact]
    public async Task Clients_follow_the_status()
    {
        var seen = new List<string?>();
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OutputOfAsync(
            async ctx =>
            {
                ctx.SetCustomStatus("waiting");
                return await Waiting.EventAsync(ctx);
            },
            whileItRuns: async () =>
            {
                var following = Calling.FollowAsync(client, "guide", Show);
                await shown.Task.WaitAsync(Generous);
                await RaiseAsync("Answer", "yes");
                await following;
            }
        );

        Assert.Equal(["waiting"], seen);

        void Show(string? status)
        {
            seen.Add(status);
            shown.TrySetResult();
        }
    }

    [Fact]
    public async Task Registries_of_libraries_compose()
    {
        var registry = Setup.Compose(Changing.Versions);

        await using var started = await Setup.StartAsync(provider, registry, NullLoggerFactory.Instance);
        Assert.Equal(2, registry.VersionsOf("orders/ship").Count);
    }

    [Fact]
    public void Options_and_hosts_of_the_guide_are_valid()
    {
        Assert.Empty(RuntimeOptionsValidation.Problems(Setup.Workers));
        var services = new ServiceCollection().AddLogging();
        Setup.AddToHost(services, new ConfigurationBuilder().Build());
        Assert.NotEmpty(services);
    }

    async Task<SemanticVersion?> VersionOfAsync(InstanceId instance) =>
        Assert.IsType<OrchestrationStatus.Completed>(await client.GetStatusAsync(instance)).Info.Version;

    Task RaiseAsync(string name, string data) => client.RaiseEventAsync("guide", name, data);

    RuntimeOptions Options =>
        new()
        {
            Time = time,
            ShutdownTimeout = TimeSpan.Zero,
            LongPoll = TimeSpan.FromDays(3000),
            // The virtual clock moves while code is compiled for its first run: no lease or turn may end by that.
            TurnTimeout = TimeSpan.FromDays(3000),
            TurnLease = TimeSpan.FromHours(12),
            ActivityLease = TimeSpan.FromHours(12),
            SessionIdle = TimeSpan.FromDays(4000),
        };

    Task RunAsync() => RunAsync(Library);

    async Task RunAsync(RegistryBuilder registry) =>
        runtime = await DuroxideRuntime.StartAsync(provider, registry.Build(), Options);

    static RegistryBuilder Library =>
        new RegistryBuilder()
            .Add(Activities.Download)
            .Add(Activities.Encode)
            .Add(Activities.Flaky)
            .Add(Activities.Empty)
            .Add(Activities.Refund)
            .Add(State.Child)
            .Add(State.Forget)
            .Add(State.Poller)
            .Add(Waiting.Warehouse)
            .Add(Patterns.ListPage)
            .Add(Patterns.Import)
            .Add(Patterns.ImportAll)
            .Add(Changing.Second, SemanticVersion.Parse("2.0.0"));

    // A snippet is the body of an orchestration: it runs as the instance "guide".
    async Task<T> OutputOfAsync<T>(Func<OrchestrationContext, Task<T>> body, Func<Task>? whileItRuns = null)
    {
        var orchestration = new Orchestration<Unit, T>("guide", (ctx, _) => body(ctx));
        await RunAsync(Library.Add(orchestration));
        await client.StartOrchestrationAsync(orchestration, "guide", Unit.Value);
        if (whileItRuns is not null)
        {
            await whileItRuns().WaitAsync(Generous);
        }
        return await EndOfAsync(orchestration, "guide");
    }

    // Where a time-out runs beside an activity, only a simulated day has no wrong moments.
    static T OutputOf<T>(Func<OrchestrationContext, Task<T>> body)
    {
        var orchestration = new Orchestration<Unit, T>("guide", (ctx, _) => body(ctx));
        var host = new OrchestrationTestHost(Library.Add(orchestration).Build());
        host.Start(orchestration, "guide", Unit.Value);
        host.Advance(TimeSpan.FromDays(1));
        return host.Output<T>("guide");
    }

    async Task<TOutput> EndOfAsync<TInput, TOutput>(
        Orchestration<TInput, TOutput> orchestration,
        InstanceId instance
    ) => await PassAsync(client.WaitForCompletionAsync(orchestration, instance));

    async Task<T> PassAsync<T>(Task<T> work)
    {
        await time.PassUntilAsync(work).WaitAsync(Generous);
        return await work;
    }
}

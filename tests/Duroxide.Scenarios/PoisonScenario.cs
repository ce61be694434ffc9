using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Work that was tried too often ends as poison: no code of it runs, and whoever waits is told.</summary>
public abstract class PoisonScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private int runs;

    [Fact]
    public async Task A_turn_tried_too_often_ends_its_instance_and_runs_no_code()
    {
        Code.Add(Counting);
        await StartAsync(Counting, "worn", Unit.Value);
        await WearTurnAsync("worn", times: 10);

        await RunAsync();

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("worn"));
        Assert.Equal(new PoisonSubject.Orchestration("worn", ExecutionId.First), poison.Subject);
        Assert.Equal("poison: orchestration worn exceeded 11 attempts (max 10)", poison.Display);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task The_failure_of_a_poisoned_instance_shows_little_of_a_large_backlog()
    {
        Code.Add(Counting);
        await StartAsync(Counting, "worn", Unit.Value);
        foreach (var number in Enumerable.Range(1, 30))
        {
            await Client.SendMessageAsync("worn", $"queue {number}", new string('x', 10_000), Cancellation);
        }
        await WearTurnAsync("worn", times: 10);

        await RunAsync();

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("worn"));
        Assert.InRange(poison.Message.Length, 100, 3000);
        Assert.Contains("queue 1", poison.Message, StringComparison.Ordinal);
        Assert.EndsWith("and 21 more", poison.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_failure_of_a_poisoned_activity_shows_little_of_a_large_input(bool isRegistered)
    {
        var large = new Activity<string, int>("large", (_, _) => Task.FromResult(1));
        var calling = new Orchestration<string, int>(
            "calling large",
            async (context, input) => await context.ScheduleActivity(large, input)
        );
        Code.Add(calling);
        await RunAsync(options => options with { WorkerConcurrency = 0 });
        await StartAsync(calling, "large", $"a letter {new string('x', 100_000)}");
        await UntilFactAsync<Fact.Scheduled>("large");
        if (isRegistered)
        {
            Code.Add(large);
            await WearActivityAsync(times: 10);
        }

        await RunAsync(options => options with { OrchestrationConcurrency = 0 });

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("large"));
        Assert.InRange(poison.Message.Length, 200, 400);
        Assert.Contains("activity large(\"a letter x", poison.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_tried_as_often_as_allowed_still_runs()
    {
        Code.Add(Counting);
        await StartAsync(Counting, "tired", Unit.Value);
        await WearTurnAsync("tired", times: 2);

        await RunAsync(options => options with { MaxAttempts = 3 });

        Assert.Equal(1, await OutputOfAsync<int>("tired"));
    }

    [Fact]
    public async Task Poison_is_stamped_with_the_time_of_the_store_and_not_of_the_node()
    {
        Code.Add(Counting);
        await StartAsync(Counting, "worn", Unit.Value);
        var begun = Timestamp.From(Time.GetUtcNow());
        await WearTurnAsync("worn", times: 10);
        var ahead = new SettableClock(Time) { Offset = TimeSpan.FromDays(1) };

        await RunAsync(options => options with { Time = ahead });

        Assert.IsType<Failure.Poison>(await FailureOfAsync("worn"));
        var history = await Client.ReadHistoryAsync("worn", cancellationToken: Cancellation);
        Assert.All(history!.Events, happened => Assert.Equal(begun, happened.Time));
    }

    [Fact]
    public async Task A_poisoned_instance_has_a_name_a_history_and_can_be_deleted()
    {
        Code.Add(Counting);
        await StartAsync(Counting, "listed", Unit.Value);
        await WearTurnAsync("listed", times: 3);
        await RunAsync(options => options with { MaxAttempts = 3 });

        var failed = Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("listed"));

        Assert.Equal("counting", failed.Info.Name);
        Assert.Collection(
            await FactsOfAsync("listed"),
            fact => Assert.IsType<Fact.Started>(fact),
            fact => Assert.IsType<Fact.Interrupted>(fact),
            fact => Assert.IsType<Fact.Ended>(fact)
        );
        Assert.Equal(
            1,
            (await Client.Management.DeleteInstanceAsync("listed", cancellationToken: Cancellation)).Instances
        );
    }

    [Fact]
    public async Task The_poison_of_a_grandchild_reaches_the_root_unchanged()
    {
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) =>
                await context.ScheduleSubOrchestration(Counting, Unit.Value, new() { Instance = "grandchild" })
        );
        var root = new Orchestration<Unit, int>(
            "root",
            async (context, _) => await context.ScheduleSubOrchestration(parent, Unit.Value)
        );
        Code.Add(parent).Add(root);
        var runtime = await RunAsync(options => options with { MaxAttempts = 3 });
        await StartAsync(root, "root", Unit.Value);
        await UntilAsync(async () =>
            await Client.GetStatusAsync("grandchild", Cancellation) is not OrchestrationStatus.NotFound
        );
        await StopAsync(runtime);
        await WearTurnAsync("grandchild", times: 5);

        await RunAsync(options => options with { MaxAttempts = 3 }, code: Code.Add(Counting));

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("root"));
        Assert.Equal(new PoisonSubject.Orchestration("grandchild", ExecutionId.First), poison.Subject);
        Assert.Equal(poison, await FailureOfAsync("grandchild"));
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task What_a_poisoned_instance_had_open_is_cancelled()
    {
        var child = new Orchestration<Unit, int>(
            "child",
            async (context, _) => await context.ScheduleWait<int>("Never")
        );
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) =>
            {
                var open = context.ScheduleSubOrchestration(child, Unit.Value, new() { Instance = "child" });
                await context.ScheduleWait<int>("Go");
                return await open;
            }
        );
        Code.Add(child).Add(parent);
        var runtime = await RunAsync();
        await StartAsync(parent, "parent", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("child");
        await StopAsync(runtime);
        await Client.RaiseEventAsync("parent", "Go", 1, Cancellation);
        await WearTurnAsync("parent", times: 10);

        await RunAsync();

        Assert.IsType<Failure.Poison>(await FailureOfAsync("parent"));
        Assert.Equal("canceled: parent failed", (await FailureOfAsync("child")).Display);
    }

    [Fact]
    public async Task An_activity_tried_too_often_ends_its_orchestration_and_is_not_run()
    {
        var activity = new Activity<Unit, int>("work", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var caught = 0;
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
            {
                try
                {
                    return await context.ScheduleActivity(activity, Unit.Value);
                }
                catch (ActivityFailedException)
                {
                    return Interlocked.Increment(ref caught);
                }
            }
        );
        Code.Add(activity).Add(calling);
        await RunAsync(options => options with { WorkerConcurrency = 0 });
        await StartAsync(calling, "worn", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("worn");
        await WearActivityAsync(times: 10);

        await RunAsync(options => options with { OrchestrationConcurrency = 0 });

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("worn"));
        Assert.Equal("poison: activity work#2 exceeded 11 attempts (max 10)", poison.Display);
        Assert.Equal((0, 0), (runs, caught));
    }

    [Fact]
    public async Task The_poison_of_an_activity_in_a_child_reaches_the_root_unchanged()
    {
        var activity = new Activity<Unit, int>("work", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var child = new Orchestration<Unit, int>(
            "child",
            async (context, _) => await context.ScheduleActivity(activity, Unit.Value)
        );
        var root = new Orchestration<Unit, int>(
            "root",
            async (context, _) =>
                await context.ScheduleSubOrchestration(child, Unit.Value, new() { Instance = "child" })
        );
        Code.Add(activity).Add(child).Add(root);
        await RunAsync(options => options with { WorkerConcurrency = 0 });
        await StartAsync(root, "root", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("child");
        await WearActivityAsync(times: 10);

        await RunAsync(options => options with { OrchestrationConcurrency = 0 });

        var poison = Assert.IsType<Failure.Poison>(await FailureOfAsync("root"));
        Assert.Equal(new PoisonSubject.Activity("child", ExecutionId.First, "work", new EventId(2)), poison.Subject);
        Assert.Equal(poison, await FailureOfAsync("child"));
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task A_turn_that_the_store_can_never_write_ends_as_poison()
    {
        Code.Add(Counting);
        Provider.Before = call =>
            call is { Method: nameof(IProvider.CommitTurnsAsync), Items: IReadOnlyList<TurnCommit> turns }
            && turns.Any(turn => turn.Status == ExecutionStatus.Completed)
                ? throw new ProviderException(call.Method, "this row breaks a rule", isRetryable: false)
                : Task.CompletedTask;
        await RunAsync(options => options with { MaxAttempts = 3 });

        await StartAsync(Counting, "refused", Unit.Value);

        Assert.IsType<Failure.Poison>(await FailureOfAsync("refused"));
        Assert.Equal(3, runs);
    }

    private static TimeSpan Lease => TimeSpan.FromSeconds(30);

    private Orchestration<Unit, int> Counting =>
        new("counting", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));

    private async Task WearActivityAsync(int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
        {
            var fetch = new ActivityFetch(1, Lease, TimeSpan.Zero, new TagFilter.Any());
            var item = Assert.Single(await Provider.FetchActivitiesAsync(fetch, Cancellation));
            var release = new ActivityRelease(item.Lease, TimeSpan.Zero, CountAttempt: true);
            await Provider.ReleaseActivitiesAsync([release], Cancellation);
        }
    }

    private async Task WearTurnAsync(InstanceId instance, int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
        {
            var fetch = new TurnFetch(100, Lease, TimeSpan.FromMinutes(10));
            var item = (await PassUntilAsync(Provider.FetchTurnsAsync(fetch, Cancellation))).Single(each =>
                each.Instance == instance
            );
            await Provider.ReleaseTurnsAsync([new(item.Lease, TimeSpan.Zero, CountAttempt: true)], Cancellation);
        }
    }
}

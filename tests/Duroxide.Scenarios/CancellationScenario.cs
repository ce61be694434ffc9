using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Instances that are cancelled, and their children with them.</summary>
public abstract class CancellationScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<Unit, int> Stuck = new(
        "stuck",
        async (context, _) => await context.ScheduleWait<int>("Never")
    );

    [Fact]
    public async Task Cancelling_a_parent_cancels_its_children_and_theirs()
    {
        var middle = new Orchestration<Unit, int>(
            "middle",
            async (context, _) =>
                await context.ScheduleSubOrchestration(Stuck, Unit.Value, new() { Instance = "grandchild" })
        );
        var root = new Orchestration<Unit, int>(
            "root",
            async (context, _) =>
                await context.ScheduleSubOrchestration(middle, Unit.Value, new() { Instance = "child" })
        );
        Code.Add(Stuck).Add(middle).Add(root);
        await RunAsync();
        await StartAsync(root, "root", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("grandchild");

        await Client.CancelAsync("root", "all of it", Cancellation);

        Assert.Equal("canceled: all of it", (await FailureOfAsync("root")).Display);
        Assert.Equal("canceled: parent canceled", (await FailureOfAsync("child")).Display);
        Assert.Equal("canceled: parent canceled", (await FailureOfAsync("grandchild")).Display);
    }

    // A request behind the messages of an actor, or between two executions of a loop, was never taken.
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task An_instance_that_continues_as_new_without_end_hears_a_cancel_request(int hot)
    {
        var loop = new Orchestration<int, int>(
            "loop",
            async (context, number) => await context.ContinueAsNew(number + 1)
        );
        Code.Add(loop);
        await RunAsync(options => options with { HotInstances = hot });
        await StartAsync(loop, "loop", 1);
        await UntilAsync(async () =>
            (await Client.ReadHistoryAsync("loop", cancellationToken: Cancellation))!.Header.Execution.Value > 200
        );

        await Client.CancelAsync("loop", "enough", Cancellation);

        Assert.Equal("canceled: enough", (await FailureOfAsync("loop")).Display);
        Assert.Equal(
            [typeof(Fact.Started), typeof(Fact.Interrupted), typeof(Fact.Ended)],
            (await FactsOfAsync("loop")).Select(fact => fact.GetType())
        );
        Assert.Single(Log.Lines, line => line.Message.Contains("without waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_actor_with_a_backlog_hears_a_cancel_request_at_its_next_continue_as_new()
    {
        var actor = new Orchestration<int, int>(
            "actor",
            async (context, sum) => await context.ContinueAsNew(sum + await context.ReceiveMessage<int>("numbers"))
        );
        Code.Add(actor);
        await StartAsync(actor, "actor", 0);
        foreach (var number in Enumerable.Range(1, 1_500))
        {
            await Client.SendMessageAsync("actor", "numbers", number, Cancellation);
        }
        await Client.CancelAsync("actor", "enough", Cancellation);

        await RunAsync();

        Assert.Equal("canceled: enough", (await FailureOfAsync("actor")).Display);
        var executions = await Client.Management.ListExecutionsAsync("actor", Cancellation);
        Assert.Equal(2, executions.Count);
    }

    [Fact]
    public async Task A_parent_sees_that_its_child_was_cancelled_directly()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                try
                {
                    await context.ScheduleSubOrchestration(Stuck, Unit.Value, new() { Instance = "child" });
                    return "unexpected";
                }
                catch (SubOrchestrationFailedException failed)
                {
                    return failed.Failure.Display;
                }
            }
        );
        Code.Add(Stuck).Add(parent);
        await RunAsync();
        await StartAsync(parent, "parent", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("child");

        await Client.CancelAsync("child", "not this one", Cancellation);

        Assert.Equal("canceled: not this one", await OutputOfAsync<string>("parent"));
    }

    [Fact]
    public async Task The_first_reason_counts_and_is_recorded_once()
    {
        Code.Add(Stuck);
        await StartAsync(Stuck, "twice", Unit.Value);

        await Client.CancelAsync("twice", "first", Cancellation);
        await Client.CancelAsync("twice", "second", Cancellation);
        await RunAsync();

        Assert.Equal("canceled: first", (await FailureOfAsync("twice")).Display);
        Assert.Single((await FactsOfAsync("twice")).OfType<Fact.Interrupted>());
    }

    [Fact]
    public async Task A_cancel_before_any_runtime_works_starts_and_at_once_cancels()
    {
        Code.Add(Stuck);
        await StartAsync(Stuck, "early", Unit.Value);
        await Client.CancelAsync("early", "changed my mind", Cancellation);

        await RunAsync();

        Assert.Equal("canceled: changed my mind", (await FailureOfAsync("early")).Display);
    }

    [Fact]
    public async Task A_cancel_reaches_the_second_execution()
    {
        var rolling = new Orchestration<int, int>(
            "rolling",
            async (context, number) =>
                number == 1 ? await context.ContinueAsNew(2) : await context.ScheduleWait<int>("Never")
        );
        Code.Add(rolling);
        await RunAsync();
        await StartAsync(rolling, "rolled", 1);
        await UntilFactAsync<Fact.Scheduled>("rolled");

        await Client.CancelAsync("rolled", "enough", Cancellation);

        Assert.Equal("canceled: enough", (await FailureOfAsync("rolled")).Display);
        Assert.Equal(2, Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("rolled")).Info.Execution.Value);
    }

    [Fact]
    public async Task Fifty_children_are_all_cancelled()
    {
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, count) =>
            {
                var children = Enumerable
                    .Range(1, count)
                    .Select(number =>
                        context.ScheduleSubOrchestration(Stuck, Unit.Value, new() { Instance = $"child {number}" })
                    )
                    .ToList();
                return (await context.Join(children)).Length;
            }
        );
        Code.Add(Stuck).Add(parent);
        await RunAsync();
        await StartAsync(parent, "parent", 50);
        await UntilFactAsync<Fact.Scheduled>("child 50");

        await Client.CancelAsync("parent", "all", Cancellation);

        foreach (var number in Enumerable.Range(1, 50))
        {
            Assert.Equal("canceled: parent canceled", (await FailureOfAsync($"child {number}")).Display);
        }
    }

    [Fact]
    public async Task A_child_that_lost_a_race_is_cancelled_while_its_parent_goes_on()
    {
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) =>
            {
                var child = context.ScheduleSubOrchestration(Stuck, Unit.Value);
                var first = await context.Select(child, context.ScheduleTimer(TimeSpan.FromSeconds(5)));
                await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                return first.Index;
            }
        );
        Code.Add(Stuck).Add(parent);
        await RunAsync();
        await StartAsync(parent, "parent", Unit.Value);

        Assert.Equal(1, await OutputOfAsync<int>("parent"));
        var child = Assert
            .Single((await Client.Management.GetTreeAsync("parent", cancellationToken: Cancellation)).Children)
            .Instance;
        var failure = await FailureOfAsync(child);
        Assert.Equal("canceled: parent dropped sub-orchestration future", failure.Display);
        Assert.Contains(
            await FactsOfAsync("parent"),
            fact => fact is Fact.Applied { Effect: Effect.Cancel { Of.Value: 2 } }
        );
    }

    [Fact]
    public async Task Children_are_cancelled_however_their_parent_ends()
    {
        var ending = new Orchestration<string, string>(
            "ending",
            async (context, how) =>
            {
                if (how == "again")
                {
                    return "went on";
                }
                var child = context.ScheduleSubOrchestration(
                    Stuck,
                    Unit.Value,
                    new() { Instance = $"child of {context.Instance}" }
                );
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return how switch
                {
                    "throw" => throw new InvalidOperationException("no"),
                    "continue" => await context.ContinueAsNew("again"),
                    _ => "returned",
                };
            }
        );
        Code.Add(Stuck).Add(ending);
        await RunAsync();
        foreach (var how in new[] { "throw", "continue", "return" })
        {
            await StartAsync(ending, how, how);
            await EndOfAsync(how);
        }

        foreach (var how in new[] { "throw", "continue", "return" })
        {
            Assert.Equal(
                "canceled: parent dropped sub-orchestration future",
                (await FailureOfAsync($"child of {how}")).Display
            );
        }
    }

    [Fact]
    public async Task Cancelling_by_hand_and_losing_a_race_at_once_still_ends_the_child_once()
    {
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) =>
            {
                var child = context.ScheduleSubOrchestration(Stuck, Unit.Value, new() { Instance = "child" });
                var first = await context.Select(child, context.ScheduleWait<int>("Go"));
                return first.Match(_ => 0, given => given);
            }
        );
        Code.Add(Stuck).Add(parent);
        var runtime = await RunAsync();
        await StartAsync(parent, "parent", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("child");
        await StopAsync(runtime);
        await Client.RaiseEventAsync("parent", "Go", 7, Cancellation);
        await Client.CancelAsync("child", "by hand", Cancellation);

        await RunAsync();

        Assert.Equal(7, await OutputOfAsync<int>("parent"));
        await FailureOfAsync("child");
        Assert.Single((await FactsOfAsync("child")).OfType<Fact.Interrupted>());
    }
}

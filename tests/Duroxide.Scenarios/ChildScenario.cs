using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Children and detached orchestrations: their ids, versions, results and failures, over continue-as-new too.</summary>
public abstract class ChildScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<int, int> Doubling = new(
        "doubling",
        (_, number) => Task.FromResult(number * 2)
    );

    // The keys of a first life lie in the books of other systems, which would take the charge of a second one for it.
    [Fact]
    public async Task An_id_that_is_deleted_and_started_again_has_other_ids_keys_and_children()
    {
        var charging = new Activity<Unit, string>("charging", (context, _) => Task.FromResult(context.IdempotencyKey));
        var child = new Orchestration<Unit, string>("child", (context, _) => Task.FromResult($"{context.NewGuid()}"));
        var parent = new Orchestration<int, string>(
            "parent",
            async (context, left) =>
            {
                var ids =
                    $"{context.NewGuid()} {await context.ScheduleActivity(charging, Unit.Value)} "
                    + await context.ScheduleSubOrchestration(child, Unit.Value);
                context.SetValue($"{left}", ids);
                return left == 0 ? ids : await context.ContinueAsNew(left - 1);
            }
        );
        Code.Add(charging).Add(child).Add(parent);
        await RunAsync(options => options with { HotInstances = 0 });

        string[] all = [.. await LifeAsync(), .. await LifeAsync()];

        Assert.Equal(16, all.Distinct().Count());

        async Task<string[]> LifeAsync()
        {
            await StartAsync(parent, "parent", 1);
            await EndOfAsync("parent");
            var first = await Client.GetValueAsync<string>("parent", "1", Cancellation);
            var second = await Client.GetValueAsync<string>("parent", "0", Cancellation);
            var tree = await Client.Management.GetTreeAsync("parent", cancellationToken: Cancellation);
            await Client.Management.DeleteInstanceAsync("parent", force: true, Cancellation);
            return [.. $"{first} {second}".Split(' '), .. tree.Children.Select(kid => kid.Instance.Value)];
        }
    }

    [Fact]
    public async Task A_child_that_continues_as_new_still_reports_to_its_parent()
    {
        var child = new Orchestration<int, string>(
            "child",
            async (context, left) => left == 0 ? $"{context.Execution}" : await context.ContinueAsNew(left - 1)
        );
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) => await context.ScheduleSubOrchestration(child, 3)
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Equal("4", await OutputOfAsync<string>("parent"));
    }

    [Fact]
    public async Task A_parent_in_its_second_execution_gets_the_result_of_its_own_child()
    {
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, number) =>
                number == 1
                    ? await ContinueAfter(context, await context.ScheduleSubOrchestration(Doubling, number))
                    : await context.ScheduleSubOrchestration(Doubling, number * 10)
        );
        Code.Add(Doubling).Add(parent);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(parent, "parent", 1);

        Assert.Equal(40, await OutputOfAsync<int>("parent"));
        Assert.Collection(
            (await Client.Management.GetTreeAsync("parent", cancellationToken: Cancellation)).Children,
            first => Assert.StartsWith("parent::sub::1.2-", first.Instance.Value, StringComparison.Ordinal),
            second => Assert.StartsWith("parent::sub::2.2-", second.Instance.Value, StringComparison.Ordinal)
        );

        static Task<int> ContinueAfter(OrchestrationContext<int, int> context, int result) =>
            context.ContinueAsNew(result);
    }

    [Fact]
    public async Task The_late_result_of_a_child_of_an_earlier_execution_is_ignored()
    {
        var slow = new Orchestration<int, int>(
            "slow",
            async (context, number) =>
            {
                await context.ReceiveMessage<string>("go");
                return number;
            }
        );
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, number) =>
            {
                var child = context.ScheduleSubOrchestration(slow, number, new() { Instance = $"slow {number}" });
                if (number == 2)
                {
                    return await child;
                }
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return await context.ContinueAsNew(2);
            }
        );
        Code.Add(slow).Add(parent);
        await RunAsync();
        await StartAsync(parent, "parent", 1);
        await FailureOfAsync("slow 1");
        await UntilFactAsync<Fact.Scheduled>("slow 2");

        await Client.SendMessageAsync("slow 2", "go", "", Cancellation);

        Assert.Equal(2, await OutputOfAsync<int>("parent"));
    }

    [Fact]
    public async Task A_failure_of_a_child_is_caught_by_its_parent()
    {
        var child = new Orchestration<Unit, int>("child", (_, _) => throw new OrchestrationFailedException("no stock"));
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                try
                {
                    return $"{await context.ScheduleSubOrchestration(child, Unit.Value)}";
                }
                catch (SubOrchestrationFailedException failed)
                {
                    return $"caught {failed.Failure.Display} of {failed.Orchestration}";
                }
            }
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Equal("caught no stock of child", await OutputOfAsync<string>("parent"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_starts_of_one_id_in_one_turn_the_first_in_the_code_wins(bool isDetachedFirst)
    {
        var named = new Orchestration<string, string>("named", (_, text) => Task.FromResult(text));
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                if (isDetachedFirst)
                {
                    context.StartOrchestration(named, "one id", "detached");
                }
                var child = context.ScheduleSubOrchestration(named, "child", new() { Instance = "one id" });
                context.StartOrchestration(named, "one id", "too late");
                try
                {
                    return await child;
                }
                catch (SubOrchestrationFailedException failed)
                {
                    return failed.Failure.Display;
                }
            }
        );
        Code.Add(named).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        var answer = await OutputOfAsync<string>("parent");
        Assert.Equal(isDetachedFirst ? "detached" : "child", await OutputOfAsync<string>("one id"));
        if (isDetachedFirst)
        {
            Assert.Contains("'one id' exists already", answer, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("child", answer);
        }
    }

    [Fact]
    public async Task Of_two_detached_starts_of_one_id_in_one_turn_the_first_counts()
    {
        var named = new Orchestration<string, string>("named", (_, text) => Task.FromResult(text));
        var parent = new Orchestration<Unit, string>(
            "parent",
            (context, _) =>
            {
                context.StartOrchestration(named, "one id", "first");
                context.StartOrchestration(named, "one id", "second");
                return Task.FromResult("");
            }
        );
        Code.Add(named).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        await EndOfAsync("parent");
        Assert.Equal("first", await OutputOfAsync<string>("one id"));
    }

    [Fact]
    public async Task A_child_whose_id_is_taken_fails_at_once_and_can_be_caught()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                try
                {
                    return $"{await context.ScheduleSubOrchestration(Doubling, 1, new() { Instance = "taken" })}";
                }
                catch (SubOrchestrationFailedException failed)
                {
                    return failed.Failure.Display;
                }
            }
        );
        Code.Add(Doubling).Add(parent);
        await RunAsync();
        await StartAsync(Doubling, "taken", 4);

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Contains("'taken' exists already", await OutputOfAsync<string>("parent"), StringComparison.Ordinal);
        Assert.Equal(8, await OutputOfAsync<int>("taken"));
    }

    [Fact]
    public async Task A_parent_that_gives_its_child_up_does_not_cancel_a_stranger_with_the_same_id()
    {
        var stranger = new Orchestration<Unit, string>(
            "stranger",
            async (context, _) => await context.ReceiveMessage<string>("q")
        );
        var parent = new Orchestration<Unit, string>(
            "parent",
            (context, input) =>
            {
                _ = context.ScheduleSubOrchestration(Doubling, 1, new() { Instance = "taken" });
                return Task.FromResult("gave up at once");
            }
        );
        Code.Add(Doubling).Add(stranger).Add(parent);
        await RunAsync();
        await StartAsync(stranger, "taken", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("taken");

        await StartAsync(parent, "parent", Unit.Value);
        Assert.Equal("gave up at once", await OutputOfAsync<string>("parent"));
        await Client.SendMessageAsync("taken", "q", "still here", Cancellation);

        Assert.Equal("still here", await OutputOfAsync<string>("taken"));
    }

    [Fact]
    public async Task Children_fan_out_and_their_results_come_in_order()
    {
        var parent = new Orchestration<int, int[]>(
            "parent",
            async (context, count) =>
                await context.Join(
                    Enumerable.Range(1, count).Select(number => context.ScheduleSubOrchestration(Doubling, number))
                )
        );
        Code.Add(Doubling).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", 50);

        Assert.Equal(Enumerable.Range(1, 50).Select(number => number * 2), await OutputOfAsync<int[]>("parent"));
    }

    [Fact]
    public async Task Three_levels_give_their_result_to_the_root()
    {
        var middle = new Orchestration<int, int>(
            "middle",
            async (context, number) => await context.ScheduleSubOrchestration(Doubling, number) + 1
        );
        var root = new Orchestration<int, int>(
            "root",
            async (context, number) => await context.ScheduleSubOrchestration(middle, number) + 1
        );
        Code.Add(Doubling).Add(middle).Add(root);
        await RunAsync();

        await StartAsync(root, "root", 5);

        Assert.Equal(12, await OutputOfAsync<int>("root"));
        Assert.Equal(3, (await Client.Management.GetTreeAsync("root", cancellationToken: Cancellation)).Count);
    }

    [Theory]
    [InlineData("return")]
    [InlineData("throw")]
    [InlineData("continue")]
    [InlineData("wait")]
    public async Task A_detached_start_is_never_lost_whatever_the_turn_comes_to(string how)
    {
        var starting = new Orchestration<string, string>(
            "starting",
            async (context, what) =>
            {
                if (what == "over")
                {
                    return what;
                }
                context.StartOrchestration(Doubling, "detached", 21);
                return what switch
                {
                    "throw" => throw new InvalidOperationException("no"),
                    "continue" => await context.ContinueAsNew("over"),
                    "wait" => await context.ScheduleWait<string>("Never"),
                    _ => what,
                };
            }
        );
        Code.Add(Doubling).Add(starting);
        await RunAsync();
        await StartAsync(starting, "starting", how);

        Assert.Equal(42, await OutputOfAsync<int>("detached"));
    }

    [Fact]
    public async Task A_detached_orchestration_outlives_the_cancelled_one_that_started_it()
    {
        var slow = new Orchestration<Unit, string>(
            "slow",
            async (context, _) =>
            {
                await context.ScheduleTimer(TimeSpan.FromHours(1));
                return "done";
            }
        );
        var starting = new Orchestration<Unit, string>(
            "starting",
            async (context, _) =>
            {
                context.StartOrchestration(slow, "detached", Unit.Value);
                return await context.ScheduleWait<string>("Never");
            }
        );
        Code.Add(slow).Add(starting);
        await RunAsync();
        await StartAsync(starting, "starting", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("detached");

        await Client.CancelAsync("starting", "enough", Cancellation);
        await EndOfAsync("starting");

        Assert.Equal("done", await OutputOfAsync<string>("detached"));
        Assert.Null((await Client.ReadHistoryAsync("detached", cancellationToken: Cancellation))!.Header.Parent);
    }
}

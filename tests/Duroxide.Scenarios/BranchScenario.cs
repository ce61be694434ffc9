using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Races and joins of steps, with the whole runtime beneath them.</summary>
public abstract class BranchScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly ConcurrentQueue<string> ran = new();

    [Fact]
    public async Task A_lost_branch_never_runs_on_and_its_open_work_is_cancelled()
    {
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                var slow = context.Branch(async () =>
                {
                    await context.ScheduleActivity(Step, "slow 1");
                    await context.ScheduleTimer(TimeSpan.FromHours(1));
                    await context.ScheduleActivity(Step, "slow 2");
                    return "slow";
                });
                var quick = context.Branch(async () =>
                {
                    await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                    return await context.ScheduleActivity(Step, "quick");
                });
                var winner = await context.Select(slow, quick);
                await context.ScheduleTimer(TimeSpan.FromHours(3));
                return winner.Match(first => first, second => second);
            }
        );
        Code.Add(Step).Add(racing);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(racing, "racing", Unit.Value);

        Assert.Equal("quick", await OutputOfAsync<string>("racing"));
        Assert.Equal(["slow 1", "quick"], ran);
        Assert.Single((await FactsOfAsync("racing")).OfType<Fact.Applied>(), fact => fact.Effect is Effect.Cancel);
    }

    [Fact]
    public async Task A_race_that_cannot_begin_leaves_nothing_running()
    {
        var child = new Orchestration<string, string>(
            "child",
            async (context, queue) => await context.ReceiveMessage<string>(queue)
        );
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                var gone = context.ScheduleTimer(TimeSpan.FromHours(1));
                gone.Cancel();
                try
                {
                    await context.Select(
                        context.Branch(() =>
                            context.ScheduleSubOrchestration(child, "q", new() { Instance = "started" }).AsTask()
                        ),
                        gone
                    );
                    return "unexpected";
                }
                catch (InvalidOperationException)
                {
                    await context.ScheduleTimer(TimeSpan.FromHours(3));
                    return await context.ScheduleActivity(Step, "after");
                }
            }
        );
        Code.Add(Step).Add(child).Add(racing);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(racing, "racing", Unit.Value);

        Assert.Equal("canceled: parent dropped sub-orchestration future", (await FailureOfAsync("started")).Display);
        Assert.Equal("after", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task A_join_gives_results_in_the_order_of_asking_whatever_came_first()
    {
        var joining = new Orchestration<int, string>(
            "joining",
            async (context, count) =>
            {
                async Task<int> WaitAsync(int number)
                {
                    await context.ScheduleTimer(TimeSpan.FromSeconds(count - number));
                    return number;
                }
                var results = await Task.WhenAll(Enumerable.Range(0, count).Select(WaitAsync));
                return string.Join(",", results);
            }
        );
        Code.Add(joining);
        await RunAsync();

        await StartAsync(joining, "joining", 8);

        Assert.Equal("0,1,2,3,4,5,6,7", await OutputOfAsync<string>("joining"));
    }

    [Fact]
    public async Task A_race_of_two_joins_cancels_the_children_of_the_slower_one()
    {
        var child = new Orchestration<string, string>(
            "child",
            async (context, queue) => await context.ReceiveMessage<string>(queue)
        );
        var racing = new Orchestration<Unit, int>(
            "racing",
            async (context, _) =>
            {
                Branch<string[]> Pair(string name) =>
                    context.Branch(() =>
                        context.Join(
                            Enumerable
                                .Range(1, 2)
                                .Select(number =>
                                    context.ScheduleSubOrchestration(
                                        child,
                                        "q",
                                        new() { Instance = $"{name} {number}" }
                                    )
                                )
                        )
                    );
                return (await context.Select(Pair("one"), Pair("two"))).Index;
            }
        );
        Code.Add(child).Add(racing);
        await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("two 2");

        await Client.SendMessageAsync("one 1", "q", "half", Cancellation);
        await Client.SendMessageAsync("two 1", "q", "half", Cancellation);
        await Client.SendMessageAsync("two 2", "q", "whole", Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("racing"));
        Assert.Equal("canceled: parent dropped sub-orchestration future", (await FailureOfAsync("one 2")).Display);
        Assert.Equal("half", await OutputOfAsync<string>("one 1"));
    }

    [Fact]
    public async Task A_failed_branch_lets_the_others_of_its_join_finish()
    {
        var joining = new Orchestration<Unit, string>(
            "joining",
            async (context, _) =>
            {
                try
                {
                    await context.Join(
                        context.ScheduleActivity(Step, "fail"),
                        context.ScheduleActivity(Step, "succeed")
                    );
                    return "unexpected";
                }
                catch (ActivityFailedException failed)
                {
                    return failed.Failure.Display;
                }
            }
        );
        Code.Add(Step).Add(joining);
        await RunAsync();

        await StartAsync(joining, "joining", Unit.Value);

        Assert.Equal("fail failed", await OutputOfAsync<string>("joining"));
        Assert.Equal(2, (await FactsOfAsync("joining")).OfType<Fact.Resolved>().Count());
    }

    [Fact]
    public async Task What_completed_and_was_not_awaited_holds_nothing_up()
    {
        var careless = new Orchestration<Unit, string>(
            "careless",
            async (context, input) =>
            {
                _ = context.ScheduleActivity(Step, "not awaited");
                await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                return await context.ScheduleActivity(Step, "awaited");
            }
        );
        Code.Add(Step).Add(careless);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(careless, "careless", Unit.Value);

        Assert.Equal("awaited", await OutputOfAsync<string>("careless"));
        Assert.Equal(["not awaited", "awaited"], ran);
    }

    [Fact]
    public async Task Results_are_taken_as_they_come()
    {
        var taking = new Orchestration<Unit, string>(
            "taking",
            async (context, _) =>
            {
                var timers = new[] { 3, 1, 2 }
                    .Select(seconds => context.ScheduleTimer(TimeSpan.FromSeconds(seconds)).Map(_ => seconds))
                    .ToList();
                var order = new List<int>();
                await foreach (var next in context.AsCompleted(timers))
                {
                    order.Add(await next);
                }
                return string.Join(",", order);
            }
        );
        Code.Add(taking);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(taking, "taking", Unit.Value);

        Assert.Equal("1,2,3", await OutputOfAsync<string>("taking"));
    }

    private Activity<string, string> Step =>
        new(
            "step",
            (_, name) =>
            {
                ran.Enqueue(name);
                return name == "fail" ? throw new InvalidOperationException("fail failed") : Task.FromResult(name);
            }
        );
}

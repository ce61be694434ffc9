using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Executions that follow each other: each with a history of its own, and nothing left over from the one before.</summary>
public abstract class ContinueAsNewScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<int, int> Counting = new(
        "counting",
        async (context, number) => number == 3 ? number : await context.ContinueAsNew(number + 1)
    );

    [Fact]
    public async Task Each_execution_has_its_own_history_input_and_ending()
    {
        Code.Add(Counting);
        await RunAsync();

        await StartAsync(Counting, "counting", 1);
        await EndOfAsync("counting");

        var executions = await Client.Management.ListExecutionsAsync("counting", Cancellation);
        Assert.Equal([1, 2, 3], executions.Select(execution => (int)execution.Execution.Value));
        Assert.Equal(
            [ExecutionStatus.ContinuedAsNew, ExecutionStatus.ContinuedAsNew, ExecutionStatus.Completed],
            executions.Select(execution => execution.Status)
        );
        foreach (var number in Enumerable.Range(1, 3))
        {
            var history = await Client.ReadHistoryAsync("counting", new(number), Cancellation);
            Assert.Equal($"{number}", history!.Header.Input);
            Assert.Equal([1L, 2L], history.Events.Select(happened => happened.Id.Value));
            Assert.IsType<Fact.Ended>(history.Events[^1].Fact);
        }
    }

    [Fact]
    public async Task An_event_reaches_the_execution_that_waits()
    {
        var waiting = new Orchestration<int, string>(
            "waiting",
            async (context, number) =>
                number == 1
                    ? await context.ContinueAsNew(2)
                    : $"{context.Execution} {await context.ScheduleWait<string>("Event")}"
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "waiting", 1);
        await UntilFactAsync<Fact.Scheduled>("waiting");

        await Client.RaiseEventAsync("waiting", "Event", "here", Cancellation);

        Assert.Equal("2 here", await OutputOfAsync<string>("waiting"));
    }

    [Fact]
    public async Task An_activity_of_the_execution_before_is_cancelled_and_its_answer_ignored()
    {
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = new Activity<int, int>(
            "slow",
            async (_, number) =>
            {
                if (number == 1)
                {
                    started.SetResult();
                    await goOn.Task;
                }
                return number;
            }
        );
        var rolling = new Orchestration<int, int>(
            "rolling",
            async (context, number) =>
            {
                var answer = context.ScheduleActivity(slow, number);
                if (number == 2)
                {
                    await context.ReceiveMessage<string>("go");
                    return await answer;
                }
                await context.ReceiveMessage<string>("go");
                return await context.ContinueAsNew(2);
            }
        );
        Code.Add(slow).Add(rolling);
        await RunAsync();
        await StartAsync(rolling, "rolling", 1);
        await SoonAsync(started.Task);
        await Client.SendMessageAsync("rolling", "go", "", Cancellation);
        await UntilAsync(async () =>
            (await Client.ReadHistoryAsync("rolling", cancellationToken: Cancellation))!.Header.Execution.Value == 2
        );

        goOn.SetResult();
        await Client.SendMessageAsync("rolling", "go", "", Cancellation);

        Assert.Equal(2, await OutputOfAsync<int>("rolling"));
        Assert.Single((await FactsOfAsync("rolling")).OfType<Fact.Resolved>());
    }

    [Fact]
    public async Task Continuing_as_new_may_go_unawaited_and_what_follows_is_ignored()
    {
        var careless = new Orchestration<int, int>(
            "careless",
            (context, number) =>
            {
                if (number < 3)
                {
                    context.ContinueAsNew(number + 1);
                }
                return Task.FromResult(number);
            }
        );
        Code.Add(careless);
        await RunAsync();

        await StartAsync(careless, "careless", 1);

        Assert.Equal(3, await OutputOfAsync<int>("careless"));
    }

    [Fact]
    public async Task A_hundred_executions_follow_each_other_beside_ten_more_such_chains()
    {
        var chain = new Orchestration<int, long>(
            "chain",
            async (context, left) => left == 0 ? context.Execution.Value : await context.ContinueAsNew(left - 1)
        );
        Code.Add(chain);
        await RunAsync();
        foreach (var number in Enumerable.Range(1, 10))
        {
            await StartAsync(chain, $"chain {number}", 100);
        }

        foreach (var number in Enumerable.Range(1, 10))
        {
            Assert.Equal(101, await OutputOfAsync<long>($"chain {number}"));
        }
    }

    [Fact]
    public async Task Old_executions_are_pruned_by_age_and_number_and_the_current_one_never()
    {
        Code.Add(Counting);
        await RunAsync();
        await StartAsync(Counting, "counting", -3);
        await EndOfAsync("counting");

        var some = await Client.Management.PruneExecutionsAsync("counting", new() { KeepLast = 3 }, Cancellation);
        var rest = await Client.Management.PruneExecutionsAsync("counting", cancellationToken: Cancellation);

        Assert.Equal((4, 2), (some.Executions, rest.Executions));
        Assert.Equal(
            7,
            Assert.Single(await Client.Management.ListExecutionsAsync("counting", Cancellation)).Execution.Value
        );
        Assert.Equal(3, await OutputOfAsync<int>("counting"));
    }
}

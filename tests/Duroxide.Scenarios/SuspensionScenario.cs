using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>A suspended instance takes no turn wherever it stands, and goes on as if nothing had been.</summary>
public abstract class SuspensionScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Activity<int, int> Work = new("work", (_, number) => Task.FromResult(number));

    private static readonly Orchestration<Unit, string> Waiting = new(
        "waiting",
        async (context, _) => await context.ReceiveMessage<string>("q") + await context.ReceiveMessage<string>("q")
    );

    private static readonly Orchestration<int, int> Child = new(
        "child",
        async (context, number) =>
        {
            await context.ScheduleTimer(TimeSpan.FromSeconds(number));
            return await context.ScheduleActivity(Work, number);
        }
    );

    private static readonly Orchestration<int, int> Chain = new(
        "chain",
        async (context, sum) =>
        {
            for (var step = 1; step <= 4; step++)
            {
                sum += await context.ScheduleActivity(Work, step);
            }
            var children = Enumerable.Range(1, 2).Select(number => context.ScheduleSubOrchestration(Child, number));
            sum += (await context.Join(children.ToList())).Sum();
            return sum < 50 ? await context.ContinueAsNew(sum) : sum;
        }
    );

    [Fact]
    public async Task Messages_wait_until_it_is_resumed()
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "still", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("still");

        await Client.Management.SuspendInstanceAsync("still", "a pause", cancellationToken: Cancellation);
        await Client.SendMessageAsync("still", "q", "a", Cancellation);
        await PassAsync(TimeSpan.FromDays(1));
        Assert.Empty((await FactsOfAsync("still")).OfType<Fact.Arrived>());
        await Client.Management.ResumeInstanceAsync("still", cancellationToken: Cancellation);
        await Client.SendMessageAsync("still", "q", "b", Cancellation);

        Assert.Equal("ab", await OutputOfAsync<string>("still"));
    }

    [Fact]
    public async Task A_cancellation_waits_until_it_is_resumed()
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "still", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("still");
        await Client.Management.SuspendInstanceAsync("still", "a pause", cancellationToken: Cancellation);

        Assert.True(await Client.CancelAsync("still", "enough", Cancellation));
        await PassAsync(TimeSpan.FromDays(1));
        Assert.IsType<OrchestrationStatus.Running>(await Client.GetStatusAsync("still", Cancellation));
        await Client.Management.ResumeInstanceAsync("still", cancellationToken: Cancellation);

        Assert.Equal(Failure.Cancelled("enough"), await FailureOfAsync("still"));
    }

    [Fact]
    public async Task A_suspension_before_any_call_of_the_store_changes_no_outcome()
    {
        Code.Add(Work).Add(Child).Add(Chain);
        var node = await OpenNodeAsync();
        await RunAsync(node: node);
        var pauses = 0;
        // Every call would take long; a few more or less of them are there each time.
        for (var (moment, ended) = (1, false); !ended; moment += 4)
        {
            var id = $"chain {moment}";
            var (left, isHit, suspended) = (moment, false, 0);
            node.Before = async call =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    suspended = await SuspendTreeAsync(id);
                    isHit = true;
                }
            };
            await StartAsync(Chain, id, 0);
            await UntilAsync(async () => isHit || await HasEndedAsync(id));
            ended = !isHit;
            if (suspended > 0)
            {
                pauses++;
                await StandsStillAsync(id);
                await Client.Management.ResumeInstanceAsync(id, tree: true, Cancellation);
            }
            Assert.Equal(52, await OutputOfAsync<int>(id));
        }
        Assert.True(pauses >= 5, $"There were {pauses} pauses.");
    }

    private async Task StandsStillAsync(InstanceId id)
    {
        var before = await Client.ReadHistoryAsync(id, cancellationToken: Cancellation);
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(before, await Client.ReadHistoryAsync(id, cancellationToken: Cancellation));
    }

    private async Task<int> SuspendTreeAsync(InstanceId id)
    {
        try
        {
            return await Client.Management.SuspendInstanceAsync(id, "a pause", tree: true, Cancellation);
        }
        catch (ClientException refusal)
            when (refusal.Error is ClientError.InstanceNotFound or ClientError.InstanceHasEnded)
        {
            return 0;
        }
    }

    private async Task<bool> HasEndedAsync(InstanceId id) =>
        await Client.GetStatusAsync(id, Cancellation) is OrchestrationStatus.Completed or OrchestrationStatus.Failed;
}

using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Deleting and listing beside a runtime that works.</summary>
public abstract class ManagementScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<Unit, string> Waiting = new(
        "waiting",
        async (context, _) => await context.ReceiveMessage<string>("q")
    );

    [Fact]
    public async Task A_turn_on_its_way_does_not_bring_a_deleted_instance_back()
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Code.Add(Waiting);
        var node = await OpenNodeAsync();
        await RunAsync(node: node);
        await StartAsync(Waiting, "deleted", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("deleted");
        node.Before = async call =>
        {
            if (call.Method == nameof(IProvider.CommitTurnsAsync) && reached.TrySetResult())
            {
                await goOn.Task;
            }
        };
        await Client.SendMessageAsync("deleted", "q", "a", Cancellation);
        await SoonAsync(reached.Task);

        await Client.Management.DeleteInstanceAsync("deleted", force: true, Cancellation);
        goOn.SetResult();
        await StartAsync(Waiting, "next", Unit.Value);
        await Client.SendMessageAsync("next", "q", "b", Cancellation);

        Assert.Equal("b", await OutputOfAsync<string>("next"));
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("deleted", Cancellation));
    }

    [Fact]
    public async Task A_deleted_instance_may_be_started_again_at_once()
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "again", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("again");

        await Client.Management.DeleteInstanceAsync("again", force: true, Cancellation);
        await StartAsync(Waiting, "again", Unit.Value);
        await Client.SendMessageAsync("again", "q", "second life", Cancellation);

        Assert.Equal("second life", await OutputOfAsync<string>("again"));
    }

    [Fact]
    public async Task Deleting_many_at_once_leaves_the_dispatchers_working()
    {
        Code.Add(Waiting);
        await RunAsync();
        foreach (var number in Enumerable.Range(1, 20))
        {
            await StartAsync(Waiting, $"waiting {number}", Unit.Value);
        }

        await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(number => Client.Management.DeleteInstanceAsync($"waiting {number}", force: true, Cancellation))
        );
        await StartAsync(Waiting, "after", Unit.Value);
        await Client.SendMessageAsync("after", "q", "works", Cancellation);

        Assert.Equal("works", await OutputOfAsync<string>("after"));
        Assert.Equal(
            "after",
            Assert.Single(await Client.Management.ListInstancesAsync(null, Cancellation)).Instance.Value
        );
    }

    [Fact]
    public async Task Running_failed_and_completed_instances_are_counted_and_listed()
    {
        Code.Add(Waiting);
        await RunAsync();
        foreach (var name in new[] { "done", "failed", "open" })
        {
            await StartAsync(Waiting, name, Unit.Value);
            await UntilFactAsync<Fact.Scheduled>(name);
        }
        await Client.SendMessageAsync("done", "q", "a", Cancellation);
        await Client.CancelAsync("failed", "enough", Cancellation);
        await EndOfAsync("done");
        await EndOfAsync("failed");

        var metrics = await Client.Management.GetMetricsAsync(Cancellation);
        var failed = await Client.Management.ListInstancesAsync(
            new() { Status = ExecutionStatus.Failed },
            Cancellation
        );

        Assert.Equal((3, 1, 1, 1), (metrics.Instances, metrics.Running, metrics.Completed, metrics.Failed));
        Assert.Equal("failed", Assert.Single(failed).Instance.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_below_one_is_refused_whatever_is_asked_for(int limit)
    {
        Code.Add(Waiting);
        await RunAsync();
        await StartAsync(Waiting, "open", Unit.Value);
        var management = Client.Management;
        Func<Task>[] asked =
        [
            () => management.ListInstancesAsync(new() { Limit = limit }, Cancellation),
            () => management.CountInstancesAsync(new() { Limit = limit }, cancellationToken: Cancellation),
            () => management.ListParkedAsync(new() { Limit = limit }, Cancellation),
            () => management.ListStuckAsync(new() { Limit = limit }, Cancellation),
            () => management.GetTreeAsync("open", limit, Cancellation),
            () => management.ReadHistoryAsync("open", limit: limit, cancellationToken: Cancellation),
            () => management.CancelInstancesAsync(new() { Limit = limit }, "why", cancellationToken: Cancellation),
            () => management.PruneInstancesAsync(new() { Limit = limit }, cancellationToken: Cancellation),
            () =>
                management.DeleteInstancesAsync(
                    new() { Name = "waiting", Limit = limit },
                    cancellationToken: Cancellation
                ),
        ];

        foreach (var ask in asked)
        {
            var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(ask);
            Assert.Contains("'1'", refused.Message);
        }
        Assert.Single(await management.ListInstancesAsync(new() { Limit = 1 }, Cancellation));
    }

    [Fact]
    public async Task A_running_chain_is_pruned_without_disturbing_it()
    {
        var chain = new Orchestration<int, int>(
            "chain",
            async (context, number) =>
            {
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return number == 20 ? number : await context.ContinueAsNew(number + 1);
            }
        );
        Code.Add(chain);
        await RunAsync();
        await StartAsync(chain, "chain", 1);
        await PassAsync(TimeSpan.FromSeconds(10.5));

        await Client.Management.PruneInstancesAsync(new InstanceQuery(), cancellationToken: Cancellation);

        Assert.Equal(20, await OutputOfAsync<int>("chain"));
        Assert.InRange((await Client.Management.ListExecutionsAsync("chain", Cancellation)).Count, 9, 12);
    }
}

using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>The status that code publishes: clients read it and wait for its change.</summary>
public abstract class StatusScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task The_last_status_of_a_turn_counts_and_each_changing_turn_raises_its_version()
    {
        var stages = new Orchestration<Unit, int>(
            "stages",
            async (context, _) =>
            {
                context.SetCustomStatus("never seen");
                context.SetCustomStatus("one");
                await context.ReceiveMessage<string>("go");
                context.SetCustomStatus("two");
                await context.ReceiveMessage<string>("go");
                await context.ReceiveMessage<string>("go");
                context.ClearCustomStatus();
                return 0;
            }
        );
        Code.Add(stages);
        await RunAsync();
        await StartAsync(stages, "stages", Unit.Value);

        var one = await ChangeAsync("stages", seen: 0);
        await Client.SendMessageAsync("stages", "go", "", Cancellation);
        var two = await ChangeAsync("stages", one.CustomStatusVersion);
        await Client.SendMessageAsync("stages", "go", "", Cancellation);
        await Client.SendMessageAsync("stages", "go", "", Cancellation);
        var end = Assert.IsType<OrchestrationStatus.Completed>(await EndOfAsync("stages"));

        Assert.Equal(("one", 1L), (one.CustomStatus, one.CustomStatusVersion));
        Assert.Equal(("two", 2L), (two.CustomStatus, two.CustomStatusVersion));
        Assert.Equal((null, 3L), (end.Info.CustomStatus, end.Info.CustomStatusVersion));
    }

    [Fact]
    public async Task The_status_stays_over_the_end_and_over_continue_as_new()
    {
        var rolling = new Orchestration<int, string>(
            "rolling",
            async (context, execution) =>
            {
                if (execution == 1)
                {
                    context.SetCustomStatus("set by the first");
                    return await context.ContinueAsNew(2);
                }
                return context.CustomStatus ?? "nothing";
            }
        );
        Code.Add(rolling);
        await RunAsync();

        await StartAsync(rolling, "rolling", 1);

        Assert.Equal("set by the first", await OutputOfAsync<string>("rolling"));
        var end = Assert.IsType<OrchestrationStatus.Completed>(await EndOfAsync("rolling"));
        Assert.Equal(("set by the first", 1L), (end.Info.CustomStatus, end.Info.CustomStatusVersion));
    }

    [Fact]
    public async Task A_failed_instance_still_shows_its_status()
    {
        var failing = new Orchestration<Unit, int>(
            "failing",
            (context, _) =>
            {
                context.SetCustomStatus("about to fail");
                throw new InvalidOperationException("now");
            }
        );
        Code.Add(failing);
        await RunAsync();

        await StartAsync(failing, "failing", Unit.Value);

        var end = Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("failing"));
        Assert.Equal("about to fail", end.Info.CustomStatus);
        Assert.Equal("orchestration panicked: now", end.Failure.Display);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task A_status_up_to_the_limit_is_published(int beyond)
    {
        var status = new string('s', (256 * 1024) + beyond);
        await RunAsync(code: Publishing(status));

        await Client.StartOrchestrationAsync("publishing", "fits", Unit.Value, cancellationToken: Cancellation);

        Assert.Equal(1, await OutputOfAsync<int>("fits"));
        Assert.Equal(status, Assert.IsType<OrchestrationStatus.Completed>(await EndOfAsync("fits")).Info.CustomStatus);
    }

    [Fact]
    public async Task A_status_beyond_the_limit_fails_the_instance_and_is_not_published()
    {
        await RunAsync(code: Publishing(new string('s', (256 * 1024) + 1)));

        await Client.StartOrchestrationAsync("publishing", "too long", Unit.Value, cancellationToken: Cancellation);

        var end = Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("too long"));
        Assert.Contains("exceeds limit", end.Failure.Display, StringComparison.Ordinal);
        Assert.Null(end.Info.CustomStatus);
        Assert.Single((await FactsOfAsync("too long")).OfType<Fact.Ended>());
    }

    [Fact]
    public async Task Waiting_for_a_status_reads_no_history()
    {
        Provider.Before = call =>
            call.Method is nameof(IProvider.ReadExecutionAsync)
                ? throw new InvalidOperationException("no history is read to wait")
                : Task.CompletedTask;
        await RunAsync(code: Publishing("ready"));

        await Client.StartOrchestrationAsync("publishing", "watched", Unit.Value, cancellationToken: Cancellation);

        Assert.Equal("ready", (await ChangeAsync("watched", 0)).CustomStatus);
        Assert.Equal(1, await OutputOfAsync<int>("watched"));
    }

    private static RegistryBuilder Publishing(string status) =>
        new RegistryBuilder().Add(
            new Orchestration<Unit, int>(
                "publishing",
                (context, _) =>
                {
                    context.SetCustomStatus(status);
                    return Task.FromResult(1);
                }
            )
        );

    private async Task<InstanceInfo> ChangeAsync(InstanceId instance, long seen)
    {
        var status = await PassUntilAsync(
            Client.WaitForCustomStatusAsync(instance, seen, cancellationToken: Cancellation)
        );
        return status.Match(
            _ => throw new InvalidOperationException("there is no such instance"),
            running => running.Info,
            completed => completed.Info,
            failed => failed.Info
        );
    }
}

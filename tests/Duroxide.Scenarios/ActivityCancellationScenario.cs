using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Activities whose result nobody waits for any more: whatever the cause, their token fires.</summary>
public abstract class ActivityCancellationScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private readonly TaskCompletionSource<DateTimeOffset> told = new();
    private int runs;

    [Theory]
    [InlineData("race")]
    [InlineData("handle")]
    [InlineData("return")]
    [InlineData("throw")]
    [InlineData("continue")]
    [InlineData("cancel")]
    public async Task The_token_of_a_running_activity_fires_within_a_second(string cause)
    {
        await RunAsync(code: Losing(out var losing));
        await StartAsync(losing, "losing", cause);
        await UntilAsync(() => runs > 0);
        var before = Time.GetUtcNow();

        if (cause == "cancel")
        {
            await Client.CancelAsync("losing", "enough", Cancellation);
        }
        await Client.RaiseEventAsync("losing", "Go", 1, Cancellation);

        Assert.InRange(await SoonAsync(told.Task) - before, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await EndOfAsync("losing");
        Assert.Contains(
            await FactsOfAsync("losing", execution: 1),
            fact => fact is Fact.Applied { Effect: Effect.Cancel { Of.Value: 2 } }
        );
    }

    [Fact]
    public async Task On_another_node_the_token_fires_at_the_next_renewal()
    {
        var code = Losing(out var losing);
        await RunAsync(options => options with { WorkerConcurrency = 0 }, code: code);
        await RunAsync(
            options => options with { OrchestrationConcurrency = 0, ActivityLease = TimeSpan.FromSeconds(30) },
            await OpenNodeAsync(),
            code
        );
        await StartAsync(losing, "losing", "race");
        await UntilAsync(() => runs > 0);
        var before = Time.GetUtcNow();

        await Client.RaiseEventAsync("losing", "Go", 1, Cancellation);

        await EndOfAsync("losing");
        await UntilAsync(() => told.Task.IsCompleted);
        Assert.InRange(await told.Task - before, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(26));
    }

    [Fact]
    public async Task Deleting_an_instance_by_force_stops_its_activity_at_the_next_renewal()
    {
        await RunAsync(code: Losing(out var losing));
        await StartAsync(losing, "losing", "race");
        await UntilAsync(() => runs > 0);

        await Client.Management.DeleteInstanceAsync("losing", force: true, Cancellation);

        await UntilAsync(() => told.Task.IsCompleted);
        Assert.IsType<OrchestrationStatus.NotFound>(await Client.GetStatusAsync("losing", Cancellation));
    }

    [Fact]
    public async Task A_queued_activity_of_a_dead_instance_never_runs()
    {
        var code = Losing(out var losing);
        var turns = await RunAsync(options => options with { WorkerConcurrency = 0 }, code: code);
        await StartAsync(losing, "losing", "race");
        await UntilFactAsync<Fact.Scheduled>("losing");
        await Client.CancelAsync("losing", "enough", Cancellation);
        await EndOfAsync("losing");
        await StopAsync(turns);

        await RunAsync(code: code);
        await PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task A_stubborn_activity_is_left_alone_after_its_grace_and_its_result_dropped()
    {
        var goOn = new TaskCompletionSource();
        var stubborn = new Activity<Unit, int>(
            "stubborn",
            async (_, _) =>
            {
                Interlocked.Increment(ref runs);
                await goOn.Task;
                return 1;
            }
        );
        var next = new Activity<Unit, int>("next", (_, _) => Task.FromResult(2));
        var calling = new Orchestration<Unit, int>(
            "calling",
            async (context, _) =>
            {
                var lost = context.ScheduleActivity(stubborn, Unit.Value);
                await context.Select(lost, context.ScheduleWait<int>("Go"));
                return await context.ScheduleActivity(next, Unit.Value);
            }
        );
        Code.Add(stubborn).Add(next).Add(calling);
        await RunAsync(options => options with { WorkerConcurrency = 1 });
        await StartAsync(calling, "calling", Unit.Value);
        await UntilAsync(() => runs > 0);
        var before = Time.GetUtcNow();

        await Client.RaiseEventAsync("calling", "Go", 1, Cancellation);

        // The one slot is free only when the grace of ten seconds is over.
        Assert.Equal(2, await OutputOfAsync<int>("calling"));
        Assert.Equal(TimeSpan.FromSeconds(10), Time.GetUtcNow() - before);
        goOn.SetResult();
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, runs);
        Assert.Single((await FactsOfAsync("calling")).OfType<Fact.Resolved>());
    }

    [Fact]
    public async Task An_instance_may_end_before_the_activity_that_it_does_not_wait_for()
    {
        await RunAsync(code: Losing(out var losing));
        await StartAsync(losing, "losing", "return");
        await UntilAsync(() => runs > 0);
        await Client.RaiseEventAsync("losing", "Go", 1, Cancellation);

        Assert.Equal("returned", await OutputOfAsync<string>("losing"));
        Assert.IsType<Fact.Ended>((await FactsOfAsync("losing"))[^1]);
    }

    [Fact]
    public async Task An_activity_asked_for_and_given_up_in_one_turn_never_runs()
    {
        var counting = new Activity<Unit, int>("counting", (_, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        var fickle = new Orchestration<Unit, int>(
            "fickle",
            async (context, _) =>
            {
                context.ScheduleActivity(counting, Unit.Value).Cancel();
                await context.ScheduleTimer(TimeSpan.FromSeconds(1));
                return 1;
            }
        );
        Code.Add(counting).Add(fickle);
        await RunAsync();

        await StartAsync(fickle, "fickle", Unit.Value);

        Assert.Equal(1, await OutputOfAsync<int>("fickle"));
        Assert.Equal(0, runs);
    }

    private RegistryBuilder Losing(out Orchestration<string, string> losing)
    {
        var endless = new Activity<Unit, int>(
            "endless",
            async (context, _) =>
            {
                context.CancellationToken.Register(() => told.TrySetResult(Time.GetUtcNow()));
                Interlocked.Increment(ref runs);
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.CancellationToken);
                return 1;
            }
        );
        losing = new(
            "losing",
            async (context, how) =>
            {
                if (how == "over")
                {
                    return how;
                }
                var lost = context.ScheduleActivity(endless, Unit.Value);
                var go = context.ScheduleWait<int>("Go");
                if (how == "race")
                {
                    await context.Select(lost, go);
                }
                else
                {
                    await go;
                }
                if (how is "race" or "handle")
                {
                    lost.Cancel();
                    await context.ScheduleTimer(TimeSpan.FromMinutes(1));
                }
                return how switch
                {
                    "throw" => throw new InvalidOperationException("no"),
                    "continue" => await context.ContinueAsNew("over"),
                    _ => "returned",
                };
            }
        );
        return new RegistryBuilder().Add(endless).Add(losing);
    }
}

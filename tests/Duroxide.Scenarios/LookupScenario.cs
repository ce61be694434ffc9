using Duroxide.Core;
using Duroxide.Runtime;

namespace Duroxide.Scenarios;

/// <summary>A look at the value of another instance is a handle like any other: it is joined, raced, handed on and given up.</summary>
public abstract class LookupScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Activity<int, int> Twice = new("twice", (_, number) => Task.FromResult(2 * number));

    private static readonly Orchestration<int, int> Keeper = new(
        "keeper",
        async (context, price) =>
        {
            context.SetValue("price", price);
            return await context.ScheduleWait<int>("end");
        }
    );

    [Fact]
    public async Task Looks_at_several_instances_are_joined_in_the_order_of_asking()
    {
        var summing = new Orchestration<int, string>(
            "summing",
            async (context, count) =>
                string.Join(
                    ' ',
                    await context.Join(
                        Enumerable
                            .Range(1, count)
                            .Select(number => context.GetValueFrom<int>($"keeper {number}", "price"))
                    )
                )
        );
        await OpenAsync(summing, keepers: 3);

        await StartAsync(summing, "summing", 4);

        Assert.Equal("10 20 30 0", await OutputOfAsync<string>("summing"));
    }

    [Fact]
    public async Task What_was_found_is_the_input_of_what_comes_next()
    {
        var child = new Orchestration<int, int>(
            "child",
            async (context, price) => price + await context.GetValueFrom<int>("keeper 2", "price")
        );
        var passing = new Orchestration<Unit, int>(
            "passing",
            async (context, _) =>
            {
                var found = context.GetValueFrom<int>("keeper 1", "price").Map(price => price + 1);
                var doubled = await context.ScheduleActivity(Twice, await found);
                return await context.ScheduleSubOrchestration(child, doubled);
            }
        );
        Code.Add(child);
        await OpenAsync(passing, keepers: 2);

        await StartAsync(passing, "passing", Unit.Value);

        Assert.Equal(42, await OutputOfAsync<int>("passing"));
    }

    [Fact]
    public async Task A_look_wins_against_a_timer_and_the_timer_is_forgotten()
    {
        var racing = new Orchestration<Unit, int>(
            "racing",
            async (context, _) =>
            {
                var look = context.GetValueFrom<int>("keeper 1", "price");
                var first = await context.Select(look, context.ScheduleTimer(TimeSpan.FromDays(1)));
                return first.Match(price => price, _ => -1);
            }
        );
        await OpenAsync(racing, keepers: 1);

        await StartAsync(racing, "racing", Unit.Value);

        Assert.Equal(10, await OutputOfAsync<int>("racing"));
        Assert.Equal(0, (await Client.Management.GetMetricsAsync(Cancellation)).Timers);
    }

    [Theory]
    [InlineData("race")]
    [InlineData("by hand")]
    [InlineData("instance")]
    public async Task A_look_that_is_given_up_while_nobody_answers_it_is_never_made(string how)
    {
        var waiting = new Orchestration<string, int>(
            "waiting",
            async (context, cause) =>
            {
                var look = context.GetValueFrom<int>("keeper 1", "price");
                var soon = context.ScheduleTimer(TimeSpan.FromSeconds(5));
                switch (cause)
                {
                    case "race":
                        return (await context.Select(look, soon)).Index;
                    case "by hand":
                        await soon;
                        look.Cancel();
                        return 1;
                    default:
                        return await look;
                }
            }
        );
        Code.Add(waiting);
        await RunAsync(options => options with { WorkerConcurrency = 0 });
        await StartAsync(waiting, "waiting", how);
        await UntilFactAsync<Fact.Scheduled>("waiting", count: 2);
        if (how == "instance")
        {
            await Client.CancelAsync("waiting", "enough", Cancellation);
        }
        var end = await EndOfAsync("waiting");

        var looks = 0;
        var worker = await OpenNodeAsync();
        worker.Before = call =>
        {
            looks += call.Method == nameof(IProvider.ReadValuesAsync) ? 1 : 0;
            return Task.CompletedTask;
        };
        await RunAsync(options => options with { OrchestrationConcurrency = 0 }, worker);
        await PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(how == "instance", end is OrchestrationStatus.Failed);
        Assert.Equal(0, looks);
        Assert.Equal(0, (await Client.Management.GetMetricsAsync(Cancellation)).Activities);
        var facts = await FactsOfAsync("waiting");
        Assert.DoesNotContain(facts, fact => fact is Fact.Resolved { Of.Value: 2 });
    }

    private async Task OpenAsync<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, int keepers)
    {
        Code.Add(Twice).Add(Keeper).Add(orchestration);
        // Each turn is replayed from the start, so that what was found must come from the history.
        await RunAsync(options => options with { HotInstances = 0 });
        foreach (var number in Enumerable.Range(1, keepers))
        {
            InstanceId keeper = $"keeper {number}";
            await StartAsync(Keeper, keeper, 10 * number);
            await PassUntilAsync(Client.WaitForValueAsync<int>(keeper, "price", cancellationToken: Cancellation));
        }
    }
}

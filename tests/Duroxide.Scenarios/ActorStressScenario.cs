using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Many actors that look after something in a loop and take orders meanwhile, on nodes of which one dies.</summary>
public abstract class ActorStressScenario<TFixture> : RealTimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private const int Actors = 40;
    private const int Cycles = 6;

    private readonly ConcurrentDictionary<string, int> checks = new();

    [Fact]
    public async Task Every_actor_keeps_its_health_loop_and_loses_no_order_though_a_node_dies()
    {
        Code.Add(
            new Activity<string, string>(
                "check",
                (_, server) =>
                {
                    checks.AddOrUpdate(server, 1, (_, times) => times + 1);
                    return Task.FromResult("healthy");
                }
            )
        );
        Code.Add(new Orchestration<Care, int>("actor", ActAsync));
        var (steady, _) = await RunNodeAsync(hotInstances: Actors / 4);
        await RepeatAsync(async pass =>
        {
            var (dying, mortal) = await RunNodeAsync(hotInstances: Actors);
            checks.Clear();
            var lives = Enumerable
                .Range(1, Actors)
                .Select(number => LiveAsync(steady.Client, $"actor {pass}.{number}"))
                .ToList();
            while (checks.Values.Sum() < Actors * Cycles / 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
            }
            mortal.Kill();
            await Task.WhenAll(lives);
            await StopAsync(dying);
        });

        var metrics = await Provider.Management!.GetMetricsAsync(Cancellation);
        Assert.Equal((0, 0, 0), (metrics.Running, metrics.Activities, metrics.Parked));
    }

    // Each cycle is an execution: a look at the server, and then a pause in which orders are taken.
    private static async Task<int> ActAsync(OrchestrationContext<Care, int> context, Care care)
    {
        context.SetValue("health", await context.ScheduleActivity<string, string>("check", context.Instance.Value));
        context.SetValue("cycle", care.Cycle);
        var pause = context.ScheduleTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var order = context.ReceiveMessage<int>("orders");
            var first = await context.Select(order, pause);
            if (first.Index == 1)
            {
                return await context.ContinueAsNew(care with { Cycle = care.Cycle + 1 });
            }
            var amount = first.Match(amount => amount, _ => 0);
            if (amount == 0)
            {
                return care.Taken;
            }
            // Orders that overtook one another would not make this number.
            care = care with
            {
                Taken = (10 * care.Taken) + amount,
            };
            context.SetValue("taken", care.Taken);
            pause = context.ScheduleTimer(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task LiveAsync(DuroxideClient client, InstanceId actor)
    {
        await client.StartOrchestrationAsync("actor", actor, new Care(1, 0), cancellationToken: Cancellation);
        for (var order = 1; order < Cycles; order++)
        {
            await UntilCycleAsync(client, actor, order);
            await client.SendMessageAsync(actor, "orders", order, Cancellation);
        }
        await UntilCycleAsync(client, actor, Cycles);
        await client.SendMessageAsync(actor, "orders", 0, Cancellation);

        Assert.Equal(12345, await client.WaitForCompletionAsync<int>(actor, Patience, Cancellation));
        Assert.Equal("healthy", await client.GetValueAsync<string>(actor, "health", Cancellation));
        var cycles = await client.GetValueAsync<int>(actor, "cycle", Cancellation);
        var executions = await client.Management.ListExecutionsAsync(actor, Cancellation);
        Assert.Equal(cycles, executions.Count);
        Assert.Equal(cycles, executions[^1].Execution.Value);
        // A look that was under way on the dead node is taken again.
        Assert.True(checks[actor.Value] >= cycles);
    }

    private async Task UntilCycleAsync(DuroxideClient client, InstanceId actor, int cycle)
    {
        while (await client.GetValueAsync<int>(actor, "cycle", Cancellation) < cycle)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    private sealed record Care(int Cycle, int Taken);
}

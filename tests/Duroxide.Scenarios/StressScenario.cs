using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Many instances that use every feature at once, on several nodes of which one after another dies.</summary>
public abstract class StressScenario<TFixture> : RealTimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private const int Instances = 60;
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private static readonly int[] Messages = [1, 10, 100];

    private readonly ConcurrentDictionary<string, int> runs = new();

    private static IEnumerable<int> Rounds => Enumerable.Range(1, Messages.Length);

    [Fact]
    public async Task Whatever_is_under_way_ends_rightly_though_nodes_die()
    {
        AddCode();
        var (steady, _) = await RunNodeAsync(Instances / 4);
        await RepeatAsync(async pass =>
        {
            var (dying, mortal) = await RunNodeAsync(Instances / 4);
            var (helping, _) = await RunNodeAsync(Instances / 4);
            runs.Clear();
            var lives = Enumerable
                .Range(1, Instances)
                .Select(number => LiveAsync(steady.Client, pass, number))
                .ToList();
            await UnderWayAsync();
            mortal.Kill();
            await Task.WhenAll(lives);
            await StopAsync(dying);
            await StopAsync(helping);
        });

        var metrics = await Provider.Management!.GetMetricsAsync(Cancellation);
        Assert.Equal((0, 0, 0), (metrics.Running, metrics.Activities, metrics.Parked));
    }

    private async Task UnderWayAsync()
    {
        while (runs.Count < Instances * Messages.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        }
    }

    // One customer, who talks to an instance while it goes through its rounds.
    private async Task LiveAsync(DuroxideClient client, int pass, int number)
    {
        InstanceId instance = $"mixed {pass}.{number}";
        var start = new Order(number, Round: 1, instance.Value);
        await client.StartOrchestrationAsync("mixed", instance, start, cancellationToken: Cancellation);
        foreach (var message in Messages)
        {
            await client.SendMessageAsync(instance, "numbers", message, Cancellation);
        }
        var version = 0L;
        while (true)
        {
            var status = await client.WaitForCustomStatusAsync(instance, version, Patience, Cancellation);
            var running = Assert.IsType<OrchestrationStatus.Running>(status);
            if (running.Info.CustomStatus == "approving")
            {
                break;
            }
            version = running.Info.CustomStatusVersion;
        }
        await client.RaiseEventAsync(instance, "approved", "by hand", Cancellation);

        // The messages come in order, and each round adds five activities and a child.
        var sum = Rounds.Sum(round => (5 * number) + 10 + number + (round * Messages[round - 1]));
        Assert.Equal($"{sum} by hand", await client.WaitForCompletionAsync<string>(instance, Patience, Cancellation));
        Assert.Equal(sum, await client.GetValueAsync<int>(instance, "sum", Cancellation));
        foreach (var round in Rounds)
        {
            InstanceId mail = $"{instance} mail {round}";
            Assert.Equal(round, await client.WaitForCompletionAsync<int>(mail, Patience, Cancellation));
            Assert.Equal(5, runs.Count(run => run.Key.StartsWith($"{instance} {round} ", Ordinal)));
        }
    }

    private void AddCode()
    {
        var add = new Activity<Step, int>(
            "add",
            (context, step) =>
            {
                runs.AddOrUpdate($"{step.Of} {step.Round} {step.Index}", 1, (_, times) => times + 1);
                return context.Attempt == 1 && (step.Number + step.Index) % 5 == 0
                    ? throw new InvalidOperationException("busy")
                    : Task.FromResult(step.Number + step.Index);
            }
        );
        var child = new Orchestration<int, int>(
            "child",
            async (context, number) =>
            {
                var never = context.ScheduleWait<int>("never");
                var first = await context.Select(never, context.ScheduleTimer(TimeSpan.FromMilliseconds(number % 7)));
                return first.Match(_ => 0, _ => number);
            }
        );
        var mail = new Orchestration<int, int>("mail", (_, round) => Task.FromResult(round));
        Code.Add(add).Add(child).Add(mail).Add(new Orchestration<Order, string>("mixed", MixedAsync));
    }

    private static async Task<string> MixedAsync(OrchestrationContext<Order, string> context, Order order)
    {
        context.SetCustomStatus($"round {order.Round}");
        context.StartOrchestration("mail", $"{context.Instance} mail {order.Round}", order.Round);
        var retry = new ActivityOptions { Retry = RetryPolicy.Fixed(TimeSpan.FromMilliseconds(2)) };
        var steps = await context.Join(
            Enumerable
                .Range(0, 5)
                .Select(index => new Step(order.Of, order.Round, order.Number, index))
                .Select(step => context.ScheduleActivity<Step, int>("add", step, retry))
        );
        var grown = await context.ScheduleSubOrchestration<int, int>("child", order.Number);
        var message = await context.ReceiveMessage<int>("numbers");
        var sum = context.GetValue<int>("sum") + steps.Sum() + grown + (order.Round * message);
        context.SetValue("sum", sum);
        if (order.Round < Messages.Length)
        {
            return await context.ContinueAsNew(order with { Round = order.Round + 1 });
        }
        context.SetCustomStatus("approving");
        var approved = context.ScheduleWait<string>("approved");
        var first = await context.Select(approved, context.ScheduleTimer(TimeSpan.FromDays(1)));
        return first.Match(how => $"{sum} {how}", _ => $"{sum} too late");
    }

    private sealed record Order(int Number, int Round, string Of);

    private sealed record Step(string Of, int Round, int Number, int Index);
}

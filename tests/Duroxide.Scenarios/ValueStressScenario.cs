using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Many instances change their values turn by turn while others, and clients, read them, and a node dies.</summary>
public abstract class ValueStressScenario<TFixture> : RealTimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private const int Keepers = 10;
    private const int Readers = 3;

    [Fact]
    public async Task Whoever_reads_sees_the_values_of_one_committed_turn_and_the_end_is_exact()
    {
        Code.Add(new Orchestration<Stage, int>("keeper", KeepAsync))
            .Add(new Orchestration<Tour, int>("reader", ReadAsync));
        var (steady, _) = await RunNodeAsync(Keepers / 2);
        await RepeatAsync(async pass =>
        {
            var (dying, mortal) = await RunNodeAsync(Keepers / 2);
            foreach (var keeper in Enumerable.Range(1, Keepers))
            {
                await StartAsync(steady.Client, "keeper", NameOf(pass, keeper), new Stage((100 * pass) + keeper, 1));
            }
            foreach (var reader in Enumerable.Range(1, Readers))
            {
                await StartAsync(steady.Client, "reader", $"reader {pass}.{reader}", new Tour(pass, new int[Keepers]));
            }
            var watches = Enumerable
                .Range(1, Keepers)
                .Select(keeper => WatchAsync(steady.Client, pass, keeper))
                .ToList();
            await Task.WhenAny(watches);
            mortal.Kill();
            await Task.WhenAll(watches);
            await AssertEndAsync(steady.Client, pass);
            await StopAsync(dying);
        });
    }

    private static InstanceId NameOf(int pass, int keeper) => $"keeper {pass}.{keeper}";

    private async Task StartAsync<T>(DuroxideClient client, string name, InstanceId instance, T input) =>
        await client.StartOrchestrationAsync(name, instance, input, cancellationToken: Cancellation);

    // Each time it looks, all values are those of one turn, and never of one before that it saw already.
    private async Task WatchAsync(DuroxideClient client, int pass, int keeper)
    {
        var seen = 0;
        while (seen < ValueScript.Steps)
        {
            var values = await client.GetValuesAsync(NameOf(pass, keeper), Cancellation);
            var found = values.ToDictionary(entry => entry.Key, entry => client.Decode<string>(entry.Value.Data)!);
            var step = found.TryGetValue(ValueScript.StepKey, out var text) ? ValueScript.Number(text) : 0;
            Assert.InRange(step, seen, ValueScript.Steps);
            Assert.Equal(new ValueScript((100 * pass) + keeper).After(step), found);
            seen = step;
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        }
    }

    private async Task AssertEndAsync(DuroxideClient client, int pass)
    {
        foreach (var keeper in Enumerable.Range(1, Keepers))
        {
            var instance = NameOf(pass, keeper);
            var own = await client.WaitForCompletionAsync<int>(instance, Patience, Cancellation);
            Assert.Equal(ValueScript.Steps, own);
            Assert.Equal(
                new ValueScript((100 * pass) + keeper)
                    .After(ValueScript.Steps)
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal),
                (await client.GetValuesAsync(instance, Cancellation)).Select(entry =>
                    KeyValuePair.Create(entry.Key, client.Decode<string>(entry.Value.Data)!)
                )
            );
        }
        foreach (var reader in Enumerable.Range(1, Readers))
        {
            var read = await client.WaitForCompletionAsync<int>($"reader {pass}.{reader}", Patience, Cancellation);
            Assert.Equal(Keepers * ValueScript.Steps, read);
        }
    }

    // Changes its values step by step, and compares them each time with what they should be.
    private static async Task<int> KeepAsync(OrchestrationContext<Stage, int> context, Stage stage)
    {
        var (script, times) = (new ValueScript(stage.Seed), new Dictionary<int, DateTimeOffset>());
        var last = stage.From + ValueScript.StepsOfExecution - 1;
        for (var step = stage.From; step <= last; step++)
        {
            // So no two steps have one time, and a time tells the steps before from those after.
            await context.ScheduleTimer(TimeSpan.FromMilliseconds(1));
            times[step] = context.UtcNow;
            script.Play(context, step, times);
            var values = context.Values.ToDictionary(entry => entry.Key, entry => context.GetValue<string>(entry.Key)!);
            if (!values.OrderBy(entry => entry.Key).SequenceEqual(script.After(step).OrderBy(entry => entry.Key)))
            {
                throw new InvalidOperationException($"The values after step {step} are wrong.");
            }
            if (step % 4 == 0)
            {
                var own = await context.GetValueFrom<string>(context.Instance, ValueScript.StepKey);
                if (own != ValueScript.Text(step))
                {
                    throw new InvalidOperationException($"At step {step} the store says it is step {own}.");
                }
            }
        }
        return last >= ValueScript.Steps ? last : await context.ContinueAsNew(stage with { From = last + 1 });
    }

    // Looks at every keeper again and again, and keeps in values of its own how far each of them is.
    private static async Task<int> ReadAsync(OrchestrationContext<Tour, int> context, Tour tour)
    {
        var seen = tour.Seen;
        for (var round = 0; round < 20 && seen.Sum() < Keepers * ValueScript.Steps; round++)
        {
            var found = await context.Join(
                Enumerable
                    .Range(1, Keepers)
                    .Select(keeper => context.GetValueFrom<string>(NameOf(tour.Pass, keeper), ValueScript.StepKey))
            );
            var now = found.Select(text => text is null ? 0 : ValueScript.Number(text)).ToArray();
            if (now.Zip(seen).Any(pair => pair.First < pair.Second))
            {
                throw new InvalidOperationException("A value went back.");
            }
            seen = now;
            context.SetValue("seen", seen.Sum());
            await context.ScheduleTimer(TimeSpan.FromMilliseconds(20));
        }
        return seen.Sum() == Keepers * ValueScript.Steps
            ? context.GetValue<int>("seen")
            : await context.ContinueAsNew(tour with { Seen = seen });
    }

    private sealed record Stage(int Seed, int From);

    private sealed record Tour(int Pass, int[] Seen);
}

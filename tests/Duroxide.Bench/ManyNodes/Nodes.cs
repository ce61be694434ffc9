using Duroxide.Runtime;

namespace Duroxide.Bench;

/// <summary>W2 by 1, 2 and 4 worker processes, started by a client that has no code; and how long a lone W1 takes there: a wake-up each way.</summary>
static class Nodes
{
    const int Lone = 200;
    static readonly int[] Sizes = [1, 2, 4];

    public static async Task<Measurement> MeasureAsync(Settings settings)
    {
        if (settings.Store != Store.Postgres)
        {
            throw new InvalidOperationException("Worker processes share a database. Add: --store postgres");
        }
        var database = PostgreSqlStore.Prepare();
        await using var provider = PostgreSqlStore.Join(database);
        var client = new DuroxideClient(provider);
        List<Metric> metrics = [];
        List<Node> nodes = [];
        var stretch = Cost.Begin();
        try
        {
            foreach (var size in Sizes)
            {
                while (nodes.Count < size)
                {
                    nodes.Add(await Node.StartAsync(database));
                }
                await RunAsync(client, $"warm-up-{size}", settings.Count(Chain.Orchestrations) / 2);
                var begin = stretch.Elapsed;
                var count = settings.Count(Chain.Orchestrations);
                await RunAsync(client, $"of-{size}", count);
                metrics.Add(new($"nodes_{size}_workflows_per_s", count / (stretch.Elapsed - begin).TotalSeconds));
                if (size == Sizes[0])
                {
                    metrics.Add(new("lone_p50_ms", await MeasureLoneAsync(client, settings)));
                }
            }
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
        return new(metrics, stretch.End());
    }

    static async Task<double> MeasureLoneAsync(DuroxideClient client, Settings settings)
    {
        var stretch = Cost.Begin();
        List<TimeSpan> times = [];
        for (var number = 0; number < settings.Count(Lone); number++)
        {
            var begin = stretch.Elapsed;
            var instance = new InstanceId($"lone-{number}");
            await client.StartOrchestrationAsync(Hello.SayHello, instance, "world");
            await client.WaitForCompletionAsync(Hello.SayHello, instance, Bed.Patience);
            times.Add(stretch.Elapsed - begin);
        }
        return new Percentiles(times).Milliseconds(0.50);
    }

    static Task RunAsync(DuroxideClient client, string name, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => RunAsync(client, new InstanceId($"{name}-{number}"))));

    static async Task RunAsync(DuroxideClient client, InstanceId instance)
    {
        await client.StartOrchestrationAsync(Chain.FiveSteps, instance, 1);
        await client.WaitForCompletionAsync(Chain.FiveSteps, instance, Bed.Patience);
    }
}

namespace Duroxide.Bench;

/// <summary>W1: one activity; start, and wait for the result, one after the other.</summary>
sealed class Hello(Settings settings) : IWorkload
{
    readonly int warmUp = settings.Count(500);
    readonly int runs = settings.Count(2000);

    static readonly Activity<string, string> Greet = new("greet", (_, name) => Task.FromResult($"Hello, {name}!"));

    public static Orchestration<string, string> SayHello { get; } =
        new("say-hello", async (ctx, name) => await ctx.ScheduleActivity(Greet, name));

    public Registry Registry => AddTo(new RegistryBuilder()).Build();

    public static RegistryBuilder AddTo(RegistryBuilder code) => code.Add(Greet).Add(SayHello);

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        for (var run = 0; run < warmUp; run++)
        {
            await bed.RunAsync(SayHello, $"warm-up-{run}", "world");
        }
        var times = new List<TimeSpan>();
        var stretch = Cost.Begin();
        for (var run = 0; run < runs; run++)
        {
            var start = stretch.Elapsed;
            await bed.RunAsync(SayHello, $"hello-{run}", "world");
            times.Add(stretch.Elapsed - start);
        }
        var cost = stretch.End();
        var percentiles = new Percentiles(times);
        return new(
            [
                new("p50_ms", percentiles.Milliseconds(0.50)),
                new("p95_ms", percentiles.Milliseconds(0.95)),
                new("p99_ms", percentiles.Milliseconds(0.99)),
            ],
            cost
        )
        {
            Operations = runs,
        };
    }
}

namespace Duroxide.Bench;

/// <summary>Orchestrations that take a megabyte, give it to an activity, and return what that returns; some of them at a time.</summary>
sealed class Payloads(Settings settings) : IWorkload
{
    const int Bytes = 1_000_000;
    const int InFlight = 16;
    const int WarmUp = 16;

    // The input and the output of the orchestration and of the activity.
    const int PayloadsOfEach = 4;

    static readonly Activity<string, string> Echo = new("echo", (_, text) => Task.FromResult(text));

    static readonly Orchestration<string, string> PassOn = new(
        "pass-on",
        async (ctx, text) => await ctx.ScheduleActivity(Echo, text)
    );

    readonly int orchestrations = settings.Count(160);

    public Registry Registry => new RegistryBuilder().Add(Echo).Add(PassOn).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        var text = string.Concat(Enumerable.Range(0, Bytes / 10).Select(number => $"{number:D10}"));
        await RunAsync(bed, text, "warm-up", WarmUp);
        var stretch = Cost.Begin();
        await RunAsync(bed, text, "big", orchestrations);
        var cost = stretch.End();
        return new(
            [
                new(
                    "payload_mb_per_s",
                    (double)orchestrations * PayloadsOfEach * Bytes / 1_000_000 / cost.Wall.TotalSeconds
                ),
                new("workflows_per_s", orchestrations / cost.Wall.TotalSeconds),
            ],
            cost
        )
        {
            Operations = orchestrations,
        };
    }

    static Task RunAsync(Bed bed, string text, string name, int count) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight },
            async (number, _) =>
            {
                var output = await bed.RunAsync(PassOn, $"{name}-{number}", text);
                if (output.Length != text.Length)
                {
                    throw new InvalidOperationException($"Instance '{name}-{number}' returned {output.Length} bytes.");
                }
            }
        );
}

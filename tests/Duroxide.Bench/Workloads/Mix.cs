using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>W5: a number of orchestrations kept in flight for a while, each of parallel activities that take some time.</summary>
sealed class Mix : IWorkload, IDisposable
{
    const int InFlight = 20;
    const int Width = 5;
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    readonly TimeSpan duration;
    readonly ShortClock clock = new();
    readonly Activity<int, int> pause;
    readonly Orchestration<int, int> together;

    public Mix(Settings settings)
    {
        duration = TimeSpan.FromSeconds(settings.Count(10));
        pause = new(
            "pause",
            async (_, number) =>
            {
                await clock.Delay(Work);
                return number;
            }
        );
        together = new(
            "mix",
            async (ctx, width) =>
            {
                var numbers = await ctx.Join(
                    Enumerable.Range(0, width).Select(number => ctx.ScheduleActivity(pause, number))
                );
                return numbers.Sum();
            }
        );
    }

    public Registry Registry => new RegistryBuilder().Add(pause).Add(together).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await KeepInFlightAsync(bed, "warm-up", WarmUp);
        var stretch = Cost.Begin();
        var done = await KeepInFlightAsync(bed, "mix", duration);
        var cost = stretch.End();
        return new(
            [
                new("workflows_per_s", done / cost.Wall.TotalSeconds),
                new("activities_per_s", done * Width / cost.Wall.TotalSeconds),
            ],
            cost
        )
        {
            Operations = done,
        };
    }

    public void Dispose() => clock.Dispose();

    async Task<int> KeepInFlightAsync(Bed bed, string name, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(RunAsync));
        return counts.Sum();

        async Task<int> RunAsync(int line)
        {
            var done = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await bed.RunAsync(together, $"{name}-{line}-{done}", Width);
                done++;
            }
            return done;
        }
    }
}

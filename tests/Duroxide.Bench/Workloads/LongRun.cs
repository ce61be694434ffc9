using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>W4: a long row of activities in one orchestration; the last must not be slower than the first.</summary>
sealed class LongRun : IWorkload
{
    const int Steps = 2000;
    const int WarmUp = 1000;
    const int Stretch = 200;
    const int Times = 3;

    readonly long[] times = new long[Steps];
    readonly int rows;
    readonly Activity<int, int> note;
    readonly Orchestration<int, int> row;

    public LongRun(Settings settings)
    {
        rows = settings.Short ? 1 : Times;
        note = new(
            "note-time",
            (_, step) =>
            {
                times[step] = Stopwatch.GetTimestamp();
                return Task.FromResult(step + 1);
            }
        );
        row = new(
            "long-run",
            async (ctx, steps) =>
            {
                var step = 0;
                while (step < steps)
                {
                    step = await ctx.ScheduleActivity(note, step);
                }
                return step;
            }
        );
    }

    public Registry Registry => new RegistryBuilder().Add(note).Add(row).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await bed.RunAsync(row, "warm-up", WarmUp);
        List<double> first = [];
        List<double> last = [];
        var stretch = Cost.Begin();
        for (var number = 0; number < rows; number++)
        {
            await bed.RunAsync(row, $"long-{number}", Steps);
            first.Add(MillisecondsPerStep(0));
            last.Add(MillisecondsPerStep(Steps - 1 - Stretch));
        }
        var cost = stretch.End();
        return new(
            [
                new("steps_per_s", rows * Steps / cost.Wall.TotalSeconds),
                new("first200_ms_per_step", Median.Of(first)),
                new("last200_ms_per_step", Median.Of(last)),
                new("last200_of_first", Median.Of(last) / Median.Of(first)),
            ],
            cost
        )
        {
            Operations = rows * Steps,
        };
    }

    double MillisecondsPerStep(int first) =>
        Stopwatch.GetElapsedTime(times[first], times[first + Stretch]).TotalMilliseconds / Stretch;
}

using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>W4: a long row of activities in one orchestration; the last must not be slower than the first.</summary>
sealed class LongRun : IWorkload
{
    const int Steps = 2000;
    const int WarmUp = 1000;
    const int Stretch = 200;

    readonly long[] times = new long[Steps];
    readonly Activity<int, int> note;
    readonly Orchestration<int, int> row;

    public LongRun()
    {
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

    public string Name => "W4";

    public Registry Registry => new RegistryBuilder().Add(note).Add(row).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await bed.RunAsync(row, "warm-up", WarmUp);
        var stretch = Cost.Begin();
        await bed.RunAsync(row, "long", Steps);
        var cost = stretch.End();
        return new(
            [
                new("steps_per_s", Steps / cost.Wall.TotalSeconds),
                new("first200_ms_per_step", MillisecondsPerStep(0)),
                new("last200_ms_per_step", MillisecondsPerStep(Steps - 1 - Stretch)),
            ],
            cost
        );
    }

    double MillisecondsPerStep(int first) =>
        Stopwatch.GetElapsedTime(times[first], times[first + Stretch]).TotalMilliseconds / Stretch;
}

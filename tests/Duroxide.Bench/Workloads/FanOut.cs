using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>W3: a thousand parallel activities in one orchestration, then ten such at once; a few times.</summary>
sealed class FanOut(Settings settings) : IWorkload
{
    const int Width = 1000;
    const int Together = 10;
    const int Times = 5;

    static readonly Activity<int, int> Square = new("square", (_, number) => Task.FromResult(number * number));

    static readonly Orchestration<int, long> SumOfSquares = new(
        "fan-out",
        async (ctx, width) =>
        {
            var squares = await ctx.Join(
                Enumerable.Range(0, width).Select(number => ctx.ScheduleActivity(Square, number))
            );
            return squares.Sum(square => (long)square);
        }
    );

    public Registry Registry => new RegistryBuilder().Add(Square).Add(SumOfSquares).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await RunAsync(bed, "warm-up", 1);
        var times = settings.Short ? 1 : Times;
        List<double> one = [];
        List<double> ten = [];
        var stretch = Cost.Begin();
        for (var time = 0; time < times; time++)
        {
            one.Add(await RunAsync(bed, $"one-{time}", 1));
            ten.Add(await RunAsync(bed, $"ten-{time}", Together));
        }
        return new([new("one_s", Median.Of(one)), new("ten_s", Median.Of(ten))], stretch.End())
        {
            Operations = (long)times * (1 + Together) * Width,
        };
    }

    static async Task<double> RunAsync(Bed bed, string name, int together)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable.Range(0, together).Select(number => bed.RunAsync(SumOfSquares, $"{name}-{number}", Width))
        );
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

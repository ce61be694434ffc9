namespace Duroxide.Bench;

/// <summary>W3: a thousand parallel activities in one orchestration, then ten such at once.</summary>
sealed class FanOut : IWorkload
{
    const int Width = 1000;
    const int Together = 10;

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

    public string Name => "W3";

    public Registry Registry => new RegistryBuilder().Add(Square).Add(SumOfSquares).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await bed.RunAsync(SumOfSquares, "warm-up", Width);
        var stretch = Cost.Begin();
        await bed.RunAsync(SumOfSquares, "one", Width);
        var one = stretch.Elapsed;
        await Task.WhenAll(
            Enumerable.Range(0, Together).Select(number => bed.RunAsync(SumOfSquares, $"ten-{number}", Width))
        );
        var cost = stretch.End();
        return new([new("one_s", one.TotalSeconds), new("ten_s", (cost.Wall - one).TotalSeconds)], cost);
    }
}

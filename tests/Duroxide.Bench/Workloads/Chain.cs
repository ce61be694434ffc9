namespace Duroxide.Bench;

/// <summary>W2: five activities in a row; many orchestrations started at once.</summary>
sealed class Chain : IWorkload
{
    public const int Steps = 5;
    public const int Orchestrations = 2000;
    const int WarmUp = Orchestrations / 2;

    static readonly Activity<int, int> Increment = new("increment", (_, number) => Task.FromResult(number + 1));

    static readonly Orchestration<int, int> FiveSteps = new(
        "chain",
        async (ctx, number) =>
        {
            for (var step = 0; step < Steps; step++)
            {
                number = await ctx.ScheduleActivity(Increment, number);
            }
            return number;
        }
    );

    public string Name => "W2";

    public Registry Registry => new RegistryBuilder().Add(Increment).Add(FiveSteps).Build();

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await RunAsync(bed, "warm-up", WarmUp);
        var stretch = Cost.Begin();
        await RunAsync(bed, "chain", Orchestrations);
        var cost = stretch.End();
        return new(
            [
                new("workflows_per_s", Orchestrations / cost.Wall.TotalSeconds),
                new("activities_per_s", Orchestrations * Steps / cost.Wall.TotalSeconds),
            ],
            cost
        );
    }

    static Task RunAsync(Bed bed, string name, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => bed.RunAsync(FiveSteps, $"{name}-{number}", number)));
}

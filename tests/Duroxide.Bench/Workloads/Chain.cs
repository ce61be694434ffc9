namespace Duroxide.Bench;

/// <summary>W2: five activities in a row; many orchestrations started at once, a few times.</summary>
sealed class Chain(Settings settings) : IWorkload
{
    public const int Steps = 5;
    public const int Orchestrations = 2000;
    const int WarmUp = Orchestrations / 2;
    const int Times = 4;

    public static Activity<int, int> Increment { get; } = new("increment", (_, number) => Task.FromResult(number + 1));

    public static Orchestration<int, int> FiveSteps { get; } =
        new(
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

    public static Registry Code { get; } = AddTo(new RegistryBuilder()).Build();

    public Registry Registry => Code;

    public static RegistryBuilder AddTo(RegistryBuilder code) => code.Add(Increment).Add(FiveSteps);

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await RunAsync(bed, "warm-up", WarmUp);
        var stretch = Cost.Begin();
        var times = settings.Short ? 1 : Times;
        for (var time = 0; time < times; time++)
        {
            await RunAsync(bed, $"chain-{time}", Orchestrations);
        }
        var cost = stretch.End();
        var workflows = times * Orchestrations;
        return new(
            [
                new("workflows_per_s", workflows / cost.Wall.TotalSeconds),
                new("activities_per_s", workflows * Steps / cost.Wall.TotalSeconds),
            ],
            cost
        )
        {
            Operations = workflows,
        };
    }

    /// <summary>Starts a number of orchestrations at once, and waits for all.</summary>
    public static Task RunAsync(Bed bed, string name, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => bed.RunAsync(FiveSteps, $"{name}-{number}", number)));
}

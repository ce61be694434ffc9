namespace Duroxide.Bench;

/// <summary>Orchestrations that begin in this process and then wait for a month.</summary>
sealed class Naps
{
    const int Batch = 5_000;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    readonly Orchestration<int, int> nap;
    int begun;

    public Naps() =>
        nap = new(
            "nap",
            async (ctx, number) =>
            {
                Interlocked.Increment(ref begun);
                await ctx.ScheduleTimer(TimeSpan.FromDays(30));
                return number;
            }
        );

    public Registry Registry =>
        new RegistryBuilder().Add(nap).Add(Backlog.Sleep).Add(Chain.FiveSteps).Add(Chain.Increment).Build();

    /// <summary>Starts a number of them, and waits until the code of each has come to its wait.</summary>
    public async Task BeginAsync(Bed bed, int count, ShortClock clock)
    {
        for (var from = 0; from < count; from += Batch)
        {
            var numbers = Enumerable.Range(from, Math.Min(Batch, count - from));
            await bed.StartAllAsync(nap, numbers.Select(number => new InstanceStart<int>($"nap-{number}", number)));
        }
        while (Volatile.Read(ref begun) < count)
        {
            await clock.Delay(Look);
        }
    }
}

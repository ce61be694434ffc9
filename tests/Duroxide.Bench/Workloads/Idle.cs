namespace Duroxide.Bench;

/// <summary>What a runtime costs that has nothing to do, after it had something to do.</summary>
sealed class Idle(Settings settings) : IWorkload, IDisposable
{
    const int Before = 1000;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    readonly ShortClock clock = new();

    public Registry Registry => Chain.Code;

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await Chain.RunAsync(bed, "before", Before);
        await clock.Delay(Settling);
        var stretch = Cost.Begin();
        var before = ProcessIo.Read();
        await clock.Delay(TimeSpan.FromSeconds(settings.Count(10)));
        var after = ProcessIo.Read();
        var cost = stretch.End();
        return new(
            [
                new("core_percent", 100 * cost.Cpu / cost.Wall),
                .. after is null || before is null
                    ? Array.Empty<Metric>()
                    :
                    [
                        new("written_bytes", after.Written - before.Written),
                        new("disk_bytes", after.ToDisk - before.ToDisk),
                    ],
            ],
            cost
        );
    }

    public void Dispose() => clock.Dispose();
}

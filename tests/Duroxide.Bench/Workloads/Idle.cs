namespace Duroxide.Bench;

/// <summary>What a runtime costs that has nothing to do, after it had something to do.</summary>
sealed class Idle(Settings settings) : IWorkload, IDisposable
{
    const int Before = 1000;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    // A server counts what was done some seconds later.
    static readonly TimeSpan SettlingOfServer = TimeSpan.FromSeconds(15);

    readonly ShortClock clock = new();

    public Registry Registry => Chain.Code;

    public async Task<Measurement> MeasureAsync(Bed bed)
    {
        await Chain.RunAsync(bed, "before", Before);
        await clock.Delay(settings.Store == Store.Postgres ? SettlingOfServer : Settling);
        var stretch = Cost.Begin();
        var before = ProcessIo.Read();
        var calls = PostgreSqlStore.CountCalls(settings);
        await clock.Delay(TimeSpan.FromSeconds(settings.Count(10)));
        var after = ProcessIo.Read();
        var callsAfter = PostgreSqlStore.CountCalls(settings);
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
                .. callsAfter - calls is { } made
                    ? [new Metric("queries_per_s", made / cost.Wall.TotalSeconds)]
                    : Array.Empty<Metric>(),
            ],
            cost
        );
    }

    public void Dispose() => clock.Dispose();
}

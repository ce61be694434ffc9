namespace Duroxide.Bench;

/// <summary>
/// Very many instances that wait: what they take of a runtime's memory and of its time to start, and how late timers
/// are that are due at once beside them.
/// </summary>
static class Sleepers
{
    const int Alarms = 1_000;
    static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);

    public static async Task<Measurement> MeasureAsync(Settings settings)
    {
        using var folder = new TemporaryFolder();
        var (full, empty) = (folder.File("full.db"), folder.File("empty.db"));
        var count = settings.Preload ?? settings.Count(Backlog.Instances);
        await FillAsync(settings, full, count);
        var alone = await Probe.MeasureInChildAsync(settings, empty);
        var crowded = await Probe.MeasureInChildAsync(settings, full);
        var begun = await Probe.MeasureInChildAsync(settings, folder.File("begun.db"), count);
        var alarms = new Alarms(Alarms);
        await using var provider = Workloads.OpenFile(settings, full);
        await using var bed = await Bed.StartAsync(provider, alarms.Registry);
        await alarms.RunAsync(bed, "warm-up", Ahead);
        var stretch = Cost.Begin();
        var late = new Percentiles(await alarms.RunAsync(bed, "alarm", Ahead));
        var cost = stretch.End();
        return new(
            [
                new("startup_s", crowded.StartUp),
                new("startup_empty_s", alone.StartUp),
                new("memory_above_empty_mb", crowded.Memory - alone.Memory),
                new("memory_begun_here_above_empty_mb", begun.Memory - alone.Memory),
                new("memory_empty_mb", alone.Memory),
                new("lag_p50_ms", late.Milliseconds(0.50)),
                new("lag_p99_ms", late.Milliseconds(0.99)),
            ],
            cost
        );
    }

    static async Task FillAsync(Settings settings, string path, int count)
    {
        await using var provider = Workloads.OpenFile(settings, path);
        await provider.InitializeAsync(CancellationToken.None);
        await Backlog.AddSleepersAsync(provider, count);
    }
}

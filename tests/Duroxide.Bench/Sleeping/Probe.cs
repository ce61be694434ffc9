using System.Diagnostics;
using System.Globalization;

namespace Duroxide.Bench;

/// <summary>What a runtime over a file takes to start, and how much memory it holds then.</summary>
/// <param name="StartUp">The seconds until a first orchestration has run.</param>
/// <param name="Memory">The megabytes that are resident once it rests.</param>
sealed record Probe(double StartUp, double Memory)
{
    /// <summary>The name of the hidden command by which a process of its own does this.</summary>
    public const string Command = "probe";

    const double Megabyte = 1024 * 1024;
    const string StartUpName = "startup_s";
    const string MemoryName = "rss_mb";
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Measures in a process of its own, whose memory holds nothing else.</summary>
    /// <param name="settings">How far commits go.</param>
    /// <param name="path">The file.</param>
    /// <param name="naps">How many orchestrations to begin there before its memory is measured.</param>
    public static async Task<Probe> MeasureInChildAsync(Settings settings, string path, int naps = 0)
    {
        var results = await Build.This.RunAsync([
            Command,
            path,
            "--naps",
            naps.ToString(CultureInfo.InvariantCulture),
            "--sync",
            settings.Sync.ToString().ToLowerInvariant(),
        ]);
        var figures = results.Single().Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        return new(figures[StartUpName], figures[MemoryName]);
    }

    /// <summary>Measures in this process.</summary>
    public static async Task<Result> MeasureAsync(Settings settings, string path, int naps)
    {
        using var clock = new ShortClock();
        var sleep = new Naps();
        var start = Stopwatch.GetTimestamp();
        await using var provider = Workloads.OpenFile(settings, path);
        await using var bed = await Bed.StartAsync(provider, sleep.Registry);
        await bed.RunAsync(Chain.FiveSteps, $"probe-{Guid.NewGuid():N}", 1);
        var startUp = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await sleep.BeginAsync(bed, naps, clock);
        await clock.Delay(Rest);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        using var process = Process.GetCurrentProcess();
        return new(
            Names.Sqlite,
            Command,
            [
                new(StartUpName, startUp),
                new(MemoryName, process.WorkingSet64 / Megabyte),
                new("live_mb", GC.GetTotalMemory(forceFullCollection: true) / Megabyte),
                new("heap_mb", GC.GetGCMemoryInfo().TotalCommittedBytes / Megabyte),
                new("sqlite_mb", SQLitePCL.raw.sqlite3_memory_used() / Megabyte),
            ],
            []
        );
    }
}

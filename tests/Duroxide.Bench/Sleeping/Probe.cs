using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>What a runtime over a file takes to start, and how much memory it holds then.</summary>
/// <param name="StartUp">The seconds until a first orchestration has run.</param>
/// <param name="Memory">The megabytes that are resident once it rests.</param>
sealed record Probe(double StartUp, double Memory)
{
    /// <summary>The name of the hidden command by which a process of its own does this.</summary>
    public const string Command = "probe";

    const string StartUpName = "startup_s";
    const string MemoryName = "rss_mb";

    /// <summary>Measures in a process of its own, whose memory holds nothing else.</summary>
    public static async Task<Probe> MeasureInChildAsync(Settings settings, string path)
    {
        var results = await Build.This.RunAsync([Command, path, "--sync", settings.Sync.ToString()]);
        var figures = results.Single().Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        return new(figures[StartUpName], figures[MemoryName]);
    }

    /// <summary>Measures in this process.</summary>
    public static async Task<Result> MeasureAsync(Settings settings, string path)
    {
        using var clock = new ShortClock();
        var start = Stopwatch.GetTimestamp();
        await using var provider = Workloads.OpenFile(settings, path);
        await using var bed = await Bed.StartAsync(provider, Chain.Code);
        await bed.RunAsync(Chain.FiveSteps, $"probe-{Guid.NewGuid():N}", 1);
        var startUp = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await clock.Delay(TimeSpan.FromSeconds(2));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        using var process = Process.GetCurrentProcess();
        return new(
            Names.Sqlite,
            Command,
            [new(StartUpName, startUp), new(MemoryName, process.WorkingSet64 / (1024.0 * 1024))],
            []
        );
    }
}

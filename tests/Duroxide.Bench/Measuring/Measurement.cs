namespace Duroxide.Bench;

/// <summary>What a workload was measured to do, and what it cost.</summary>
/// <param name="Metrics">The figures of the workload, by name.</param>
/// <param name="Cost">What they cost.</param>
sealed record Measurement(IReadOnlyList<Metric> Metrics, Cost Cost)
{
    const double Megabyte = 1024 * 1024;

    /// <summary>How many workflows, steps or whatever else is counted the stretch did; null when it is not of a kind.</summary>
    public long? Operations { get; init; }

    /// <summary>The costs as figures.</summary>
    public IReadOnlyList<Metric> Costs =>
        [
            new("cpu_s", Cost.Cpu.TotalSeconds),
            new("wall_s", Cost.Wall.TotalSeconds),
            new("peak_rss_mb", Cost.PeakMemory / Megabyte),
            new("allocated_mb", Cost.Allocated / Megabyte),
            .. Each("written_mb", Cost.Written / Megabyte),
            .. Each(CpuOfEach, Cost.Cpu.TotalMicroseconds / Operations),
            .. Each("allocated_bytes_per_op", (double)Cost.Allocated / Operations),
            .. Each("written_bytes_per_op", (double?)Cost.Written / Operations),
        ];

    /// <summary>The costs of the whole stretch, which say nothing when each operation's are known.</summary>
    public static IReadOnlyList<string> CostsOfAll { get; } = ["cpu_s", "wall_s", "allocated_mb", "written_mb"];

    /// <summary>What tells that each operation's costs are known.</summary>
    public const string CpuOfEach = "cpu_us_per_op";

    static IEnumerable<Metric> Each(string name, double? value) =>
        value is { } known && double.IsFinite(known) ? [new(name, known)] : [];
}

/// <summary>One figure.</summary>
readonly record struct Metric(string Name, double Value);

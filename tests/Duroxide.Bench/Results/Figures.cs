using System.Globalization;

namespace Duroxide.Bench;

/// <summary>Figures for people, and what they mean.</summary>
static class Figures
{
    static readonly string[] MoreIsBetter = ["_per_s", "_of_floor", "_of_disk", "_of_w2", "_of_fastest"];

    static readonly string[] LessIsBetter =
    [
        "_s",
        "_ms",
        "_mb",
        "_bytes",
        "_per_step",
        "_per_event",
        "_per_op",
        "_per_instance",
        "_of_first",
        "_percent",
        "_commits",
    ];

    /// <summary>As many digits as a measurement is worth.</summary>
    public static double Round(double value) =>
        Math.Round(
            value,
            Math.Abs(value) switch
            {
                < 1 => 5,
                < 100 => 3,
                _ => 1,
            }
        );

    public static string Show(double value) => Round(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The result as one line for people.</summary>
    public static string Show(Result result)
    {
        var metrics = string.Join(", ", result.Metrics.Select(Show));
        var costs = string.Join(", ", result.Costs.Select(Show));
        return costs.Length == 0 ? $"{result.Title}: {metrics}" : $"{result.Title}: {metrics} ({costs})";
    }

    /// <summary>The run as one line for people.</summary>
    public static string Show(RunInfo info) =>
        $"{info.Date:yyyy-MM-dd HH:mm} UTC, commit {info.Commit}: {info.Processor}, {info.Cores} cores, "
        + $"{Show(info.MemoryMb)} MB, {info.FileSystem}, {info.Runtime} with the {info.Collector} collector, load {info.Load?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}";

    /// <summary>Whether a change of a figure is an improvement; null when it is neither that nor the opposite.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="ratio">The new figure as a multiple of the old one.</param>
    public static bool? IsBetter(string name, double ratio) =>
        Ends(name, MoreIsBetter) ? ratio > 1
        : Ends(name, LessIsBetter) ? ratio < 1
        : null;

    static bool Ends(string name, string[] endings) =>
        Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.Ordinal));

    static string Show(Metric metric) => $"{metric.Name} {Show(metric.Value)}";
}

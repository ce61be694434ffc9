using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Duroxide.Bench;

/// <summary>Shows a measurement, as one line of JSON or as text for people.</summary>
static class Report
{
    public static string Json(string peer, string workload, Measurement measurement) =>
        new JsonObject
        {
            ["peer"] = peer,
            ["workload"] = workload,
            ["metrics"] = new JsonObject(
                measurement.Metrics.Select(metric =>
                    KeyValuePair.Create<string, JsonNode?>(metric.Name, Round(metric.Value))
                )
            ),
            ["cpu_s"] = Round(measurement.Cost.Cpu.TotalSeconds),
            ["wall_s"] = Round(measurement.Cost.Wall.TotalSeconds),
            ["peak_rss_mb"] = Round(Megabytes(measurement.Cost)),
        }.ToJsonString(JsonSerializerOptions.Default);

    public static string Text(string peer, string workload, Measurement measurement)
    {
        var metrics = measurement.Metrics.Select(metric => $"{metric.Name} {Show(metric.Value)}");
        var cost = measurement.Cost;
        return $"{workload} {peer}: {string.Join(", ", metrics)} "
            + $"({Show(cost.Wall.TotalSeconds)} s, {Show(cost.Cpu.TotalSeconds)} s of processor, {Show(Megabytes(cost))} MB)";
    }

    static double Megabytes(Cost cost) => cost.PeakMemory / (1024.0 * 1024.0);

    static string Show(double value) => Round(value).ToString(CultureInfo.InvariantCulture);

    static double Round(double value) => Math.Round(value, value < 100 ? 3 : 1);
}

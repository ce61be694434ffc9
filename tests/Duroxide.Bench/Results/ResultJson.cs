using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Duroxide.Bench;

/// <summary>Results as lines of JSON: first one of the run, then one of each workload.</summary>
/// <remarks>The format is described in docs/performance.md. A line of the run may come again, so files can be joined.</remarks>
static class ResultJson
{
    const int Schema = 1;
    const string Run = "run";
    const string Peer = "peer";
    const string Workload = "workload";
    const string Metrics = "metrics";

    public static string Write(RunInfo info) =>
        new JsonObject
        {
            [Run] = new JsonObject
            {
                ["schema"] = Schema,
                ["date"] = info.Date.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["commit"] = info.Commit,
                ["processor"] = info.Processor,
                ["cores"] = info.Cores,
                ["memory_mb"] = info.MemoryMb,
                ["system"] = info.System,
                ["runtime"] = info.Runtime,
                ["collector"] = info.Collector,
                ["file_system"] = info.FileSystem,
                ["load"] = info.Load,
            },
        }.ToJsonString(JsonSerializerOptions.Default);

    public static string Write(Result result)
    {
        var line = new JsonObject
        {
            [Peer] = result.Peer,
            [Workload] = result.Workload,
            [Metrics] = new JsonObject(result.Metrics.Select(Property)),
        };
        foreach (var cost in result.Costs)
        {
            line.Add(Property(cost));
        }
        return line.ToJsonString(JsonSerializerOptions.Default);
    }

    /// <summary>Reads lines of results; those of runs are passed over.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="source">Where they come from, for the message when one cannot be read.</param>
    /// <exception cref="FormatException">A line is no result.</exception>
    public static IReadOnlyList<Result> Read(IEnumerable<string> lines, string source) =>
        [
            .. lines
                .Select((text, index) => (Text: text, Place: $"{source}, line {index + 1}"))
                .Where(line => !string.IsNullOrWhiteSpace(line.Text))
                .Select(line => Read(line.Text, line.Place))
                .OfType<Result>(),
        ];

    static Result? Read(string text, string place)
    {
        try
        {
            var line = JsonNode.Parse(text)!.AsObject();
            return line.ContainsKey(Run)
                ? null
                : new(
                    line[Peer]!.GetValue<string>(),
                    line[Workload]!.GetValue<string>(),
                    [.. line[Metrics]!.AsObject().Select(Metric)],
                    [.. line.Where(property => property.Value?.GetValueKind() == JsonValueKind.Number).Select(Metric)]
                );
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException($"{place} is no result of this benchmark: {text}", error);
        }
    }

    static KeyValuePair<string, JsonNode?> Property(Metric metric) => new(metric.Name, Figures.Round(metric.Value));

    static Metric Metric(KeyValuePair<string, JsonNode?> property) =>
        new(property.Key, property.Value!.GetValue<double>());
}

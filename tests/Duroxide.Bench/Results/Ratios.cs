namespace Duroxide.Bench;

/// <summary>What an engine makes of its machine: its figures beside those of the bare disk and of bare rows in the same run.</summary>
static class Ratios
{
    public const string Workload = "ratios";

    /// <summary>The ratios of a run; null when it has nothing to compare. What was measured more than once counts by its median.</summary>
    public static Result? Of(IReadOnlyList<Result> results)
    {
        var floor = Find(results, Names.Floor, "turns_per_s");
        var disk = Find(results, Names.Disk, "commits_per_s");
        var chains = Find(results, Names.Chain, "workflows_per_s", Names.Sqlite);
        var hello = Find(results, Names.Hello, "p50_ms", Names.Sqlite);
        List<Metric> ratios =
        [
            .. Ratio("w1_p50_in_disk_commits", hello, 1000 / disk),
            .. Ratio("w1_p50_beyond_two_commits_ms", hello - 2000 / disk, 1),
            .. Ratio("w2_turns_of_floor", chains * (Chain.Steps + 1), floor),
            .. Ratio("w4_steps_of_disk", Find(results, Names.LongRun, "steps_per_s", Names.Sqlite), disk),
            .. Ratio("backlog_of_w2", Find(results, Names.Backlog, "workflows_per_s", Names.Sqlite), chains),
        ];
        return ratios.Count == 0 ? null : new(Names.Sqlite, Workload, ratios, []);
    }

    static IEnumerable<Metric> Ratio(string name, double? value, double? of) =>
        value / of is { } ratio ? [new(name, ratio)] : [];

    static double? Find(IReadOnlyList<Result> results, string workload, string metric, string? peer = null)
    {
        List<double> values =
        [
            .. results
                .Where(result => result.Workload == workload && (peer is null || result.Peer == peer))
                .SelectMany(result => result.Metrics)
                .Where(figure => figure.Name == metric)
                .Select(figure => figure.Value),
        ];
        return values.Count == 0 ? null : Median.Of(values);
    }
}

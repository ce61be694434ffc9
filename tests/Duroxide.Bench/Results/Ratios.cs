namespace Duroxide.Bench;

/// <summary>What an engine makes of its machine: its figures beside those of the bare disk and of bare rows in the same run.</summary>
static class Ratios
{
    public const string Workload = "ratios";

    /// <summary>The ratios of a run; null when it has nothing to compare. What was measured more than once counts by its median.</summary>
    public static Result? Of(IReadOnlyList<Result> results)
    {
        List<Metric> ratios =
        [
            .. Beside(Names.Hello, "p50_ms", Names.Disk, "w1_p50_in_disk_commits", (ms, rate) => ms * rate / 1000),
            .. Beside(
                Names.Hello,
                "p50_ms",
                Names.Disk,
                "w1_p50_beyond_two_commits_ms",
                (ms, rate) => ms - 2000 / rate
            ),
            .. Beside(
                Names.Chain,
                "workflows_per_s",
                Names.Floor,
                "w2_turns_of_floor",
                (workflows, rate) => workflows * (Chain.Steps + 1) / rate
            ),
            .. Beside(Names.LongRun, "steps_per_s", Names.Disk, "w4_steps_of_disk", (steps, rate) => steps / rate),
            .. BesideEmpty(),
        ];
        return ratios.Count == 0 ? null : new(Names.Sqlite, Workload, ratios, []);

        IEnumerable<Metric> Beside(
            string workload,
            string metric,
            string bare,
            string name,
            Func<double, double, double> ratio
        ) =>
            MedianOf(
                name,
                from place in Enumerable.Range(0, results.Count)
                where results[place].Workload == workload && results[place].Peer == Names.Sqlite
                let rate = Nearest(results, place, bare)
                where rate is not null
                select ratio(results[place].Metrics.Single(figure => figure.Name == metric).Value, rate.Value)
            );

        IEnumerable<Metric> BesideEmpty()
        {
            var empty = Rates(results, Names.Chain);
            return empty.Count == 0
                ? []
                : MedianOf("backlog_of_w2", Rates(results, Names.Backlog).Select(rate => rate / Median.Of(empty)));
        }
    }

    // The disk of a minute ago may be another disk, so the measurements next before and next after are what counts.
    static double? Nearest(IReadOnlyList<Result> results, int place, string bare)
    {
        List<Result> around =
        [
            .. results.Take(place).Where(IsBare).TakeLast(1),
            .. results.Skip(place + 1).Where(IsBare).Take(1),
        ];
        return around.Count == 0 ? null : around.Average(result => result.Metrics[0].Value);

        bool IsBare(Result result) => result.Workload == bare;
    }

    static List<double> Rates(IReadOnlyList<Result> results, string workload) =>
        [
            .. results
                .Where(result => result.Workload == workload && result.Peer == Names.Sqlite)
                .Select(result => result.Metrics[0].Value),
        ];

    static IEnumerable<Metric> MedianOf(string name, IEnumerable<double> ratios)
    {
        List<double> all = [.. ratios];
        return all.Count == 0 ? [] : [new(name, Median.Of(all))];
    }
}

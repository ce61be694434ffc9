using System.Diagnostics;
using static System.FormattableString;

namespace Observability;

/// <summary>Shows in a terminal what an application tells at its scrape address: how much, how fast, and what waits.</summary>
sealed class MetricsView(Uri address, TextWriter terminal)
{
    const string Orchestration = "duroxide_orchestration_name";
    const string Activity = "duroxide_activity_name";
    const string Ends = "duroxide_orchestration_duration_seconds";
    const string Attempts = "duroxide_activity_duration_seconds";
    const string Clear = "\e[H\e[2J";

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Shows what happens until Ctrl-C, or once.</summary>
    public async Task RunAsync(bool isOnce, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient();
        var before = await ScrapeAsync(http, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(Pause, cancellationToken);
            var after = await ScrapeAsync(http, cancellationToken);
            var page = Page(new(before, after, Stopwatch.GetElapsedTime(began)));
            await terminal.WriteLineAsync(isOnce ? page : $"{Clear}{page}");
            (before, began) = (after, Stopwatch.GetTimestamp());
        } while (!isOnce);
    }

    /// <summary>What is shown of the time between two scrapes.</summary>
    public static string Page(Interval interval) =>
        string.Join(
            Environment.NewLine,
            [
                Invariant(
                    $"{"ORCHESTRATION", -24}{"here", 8}{"started/s", 11}{"ended/s", 9}{"failed/s", 10}{"turns/s", 9}{"p50", 9}{"p95", 9}"
                ),
                .. interval
                    .Values("duroxide_orchestration_starts_total", Orchestration)
                    .Select(name => Orchestrations(interval, name)),
                "",
                Invariant($"{"ACTIVITY", -43}{"ended/s", 9}{"failed/s", 10}{"again/s", 9}{"p50", 9}{"p95", 9}"),
                .. interval.Values($"{Attempts}_count", Activity).Select(name => Activities(interval, name)),
                "",
                $"QUEUES     {string.Join("   ", Queues(interval))}",
                $"OLDEST     {string.Join("   ", Ages(interval))}",
                $"INSTANCES  {string.Join("   ", Instances(interval))}",
                $"LIMITS     {string.Join("   ", Limits(interval))}",
            ]
        );

    static string Orchestrations(Interval interval, string name)
    {
        var here =
            interval.Now("duroxide_orchestration_starts_total", (Orchestration, name))
            - interval.Now($"{Ends}_count", (Orchestration, name));
        var failed = interval.Rate($"{Ends}_count", (Orchestration, name), ("duroxide_outcome", "failed"));
        return Invariant(
            $"{name, -24}{here, 8:0}{interval.Rate("duroxide_orchestration_starts_total", (Orchestration, name)), 11:0.0}{interval.Rate($"{Ends}_count", (Orchestration, name)), 9:0.0}{failed, 10:0.0}{interval.Rate("duroxide_turn_duration_seconds_count", (Orchestration, name)), 9:0.0}{Quantiles(interval, Ends, (Orchestration, name))}"
        );
    }

    static string Activities(Interval interval, string name)
    {
        var all = interval.Rate($"{Attempts}_count", (Activity, name));
        var failed = interval.Rate($"{Attempts}_count", (Activity, name), ("duroxide_outcome", "failed"));
        var first = interval.Rate($"{Attempts}_count", (Activity, name), ("duroxide_activity_attempt", "1"));
        return Invariant(
            $"{name, -43}{all, 9:0.0}{failed, 10:0.0}{all - first, 9:0.0}{Quantiles(interval, Attempts, (Activity, name))}"
        );
    }

    static string Quantiles(Interval interval, string histogram, (string, string) where) =>
        $"{Duration(interval.Quantile(0.5, histogram, where)), 9}{Duration(interval.Quantile(0.95, histogram, where)), 9}";

    static IEnumerable<string> Queues(Interval interval) =>
        from work in interval.Values("duroxide_store_work_count", "duroxide_work")
        let states = interval
            .Values("duroxide_store_work_count", "duroxide_work_state")
            .Select(state =>
                (
                    State: state,
                    Count: interval.Now(
                        "duroxide_store_work_count",
                        ("duroxide_work", work),
                        ("duroxide_work_state", state)
                    )
                )
            )
            .Where(one => one.Count > 0)
        select Invariant(
            $"{work} {string.Join(", ", states.Select(one => $"{one.Count:0} {one.State}").DefaultIfEmpty("0"))}"
        );

    static IEnumerable<string> Ages(Interval interval) =>
        interval
            .Values("duroxide_store_work_age_seconds", "duroxide_work")
            .Select(work =>
                $"{work} {Duration(interval.Now("duroxide_store_work_age_seconds", ("duroxide_work", work)))}"
            );

    static IEnumerable<string> Instances(Interval interval) =>
        interval
            .Values("duroxide_store_instance_count", "duroxide_instance_state")
            .Select(state =>
                Invariant(
                    $"{interval.Now("duroxide_store_instance_count", ("duroxide_instance_state", state)):0} {state}"
                )
            )
            .Append(Invariant($"{interval.Now("duroxide_store_parked_count"):0} parked"));

    static IEnumerable<string> Limits(Interval interval) =>
        interval
            .Values("duroxide_limit_utilization", "duroxide_limit")
            .Select(limit =>
                Invariant($"{limit} {interval.Now("duroxide_limit_utilization", ("duroxide_limit", limit)) * 100:0} %")
            );

    static string Duration(double? seconds) =>
        seconds switch
        {
            null => "-",
            < 1 => Invariant($"{seconds * 1000:0} ms"),
            _ => Invariant($"{seconds:0.0} s"),
        };

    static async Task<IReadOnlyList<Sample>> ScrapeAsync(
        HttpClient http,
        Uri from,
        CancellationToken cancellationToken
    ) => PrometheusText.Parse(await http.GetStringAsync(from, cancellationToken));

    Task<IReadOnlyList<Sample>> ScrapeAsync(HttpClient http, CancellationToken cancellationToken) =>
        ScrapeAsync(http, address, cancellationToken);
}

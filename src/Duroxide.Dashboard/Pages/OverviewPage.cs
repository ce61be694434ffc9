namespace Duroxide.Dashboard;

/// <summary>How the whole is: counts, what waits for what, what failed, the node, what is kept.</summary>
static class OverviewPage
{
    public static async Task AnswerAsync(Call call)
    {
        var sample = await call.Board.Samples.ReadAsync(call, call.Cancellation).ConfigureAwait(false);
        var failures =
            sample.Metrics.Failed == 0 ? [] : await call.Board.Failures.ReadAsync(call).ConfigureAwait(false);
        var node = NodeView.Of(call);
        await Layout
            .SendAsync(
                call,
                "Overview",
                Html.Of(
                    $"""
                    <h1>Overview</h1>
                    <div id="live" data-changes="{call.Root}/api/metrics/changes" data-seen="{sample.Number}">
                    {Tiles(call, sample.Metrics)}
                    {Layout.Section("Now", Charts(call.Board.Samples.Recent))}
                    {Layout.Section("What waits for what", WaitingPart.Of(call, sample.Metrics, node))}
                    {Layout.Section("Failures by cause", Causes(call, failures))}
                    {Layout.Section("Nodes", NodePart.Of(sample.Metrics, node))}
                    {Layout.Section("Retention", NodePart.Retention(node))}
                    </div>
                    """
                )
            )
            .ConfigureAwait(false);
    }

    static Html Tiles(Call call, StoreMetrics metrics)
    {
        var list = $"{call.Root}/instances";
        return Html.Of(
            $"""
            <ul class="tiles">
            {Tile(list, "Instances", metrics.Instances, "")}
            {Tile($"{list}?status=Running", "Running", metrics.Running, "running")}
            {Tile($"{list}?status=Completed", "Completed", metrics.Completed, "completed")}
            {Tile($"{list}?status=Failed", "Failed", metrics.Failed, "failed")}
            {Tile($"{call.Root}/work", "Parked", metrics.Parked, metrics.Parked > 0 ? "parked" : "")}
            </ul>
            """
        );
    }

    static Html Tile(string address, string title, long count, string kind) =>
        Html.Of($"""<li class="{kind}"><a href="{address}"><span>{title}</span> <strong>{count}</strong></a></li>""");

    static Html Charts(IReadOnlyList<Sample> samples) =>
        Html.Of(
            $"""
            <div class="charts">
            {Chart.Of("Ended", "instances a second", samples, new ChartLine("ended", sample => sample.EndedPerSecond))}
            {Chart.Of(
                "Waiting",
                "in queues",
                samples,
                new ChartLine("ready for a turn", sample => sample.Metrics.Ready),
                new ChartLine("activities", sample => sample.Metrics.Activities),
                new ChartLine("messages", sample => sample.Metrics.Messages)
            )}
            {Chart.Of(
                "Oldest work",
                "seconds",
                samples,
                new ChartLine("ready for a turn", sample => Seconds(sample.Metrics.OldestReady)),
                new ChartLine("activity", sample => Seconds(sample.Metrics.OldestActivity)),
                new ChartLine("message", sample => Seconds(sample.Metrics.OldestMessage))
            )}
            </div>
            """
        );

    static double? Seconds(TimeSpan? age) => age?.TotalSeconds ?? 0;

    static Html Causes(Call call, FailureView[] failures) =>
        failures.Length == 0
            ? Layout.Nothing("No instance has failed.")
            : Html.Of(
                $"""
                {Layout.Table(
                    ["Failures", "Orchestration", "Cause", "Last", "Such as"],
                    failures.Select(group =>
                        new[]
                        {
                            Html.Of($"{group.Count}"),
                            Html.Of(
                                $"""<a href="{call.Root}/instances?status=Failed&name={Uri.EscapeDataString(group.Orchestration)}">{group.Orchestration}</a>"""
                            ),
                            Html.Of($"{group.Cause}"),
                            Layout.Time(group.Last),
                            Html.Join(group.Instances.Select(one => Html.Of($"""{Layout.Id(call, one)} """))),
                        }
                    )
                )}
                <p class="quiet">The last {Failures.Looked} failures; numbers and names in quotation marks are left out of a cause. <a href="{call.Root}/instances?status=Failed">All that failed</a></p>
                """
            );
}

namespace Duroxide.Dashboard;

/// <summary>How the store is: counts, queues, the oldest work and what failed.</summary>
static class OverviewPage
{
    const int FailuresShown = 10;
    const int ErrorLength = 200;

    public static async Task AnswerAsync(Call call)
    {
        var metrics = await call.Management.GetMetricsAsync(call.Cancellation).ConfigureAwait(false);
        var failures = await call
            .Management.ListInstancesAsync(
                new() { Status = ExecutionStatus.Failed, Limit = FailuresShown },
                call.Cancellation
            )
            .ConfigureAwait(false);
        await Layout
            .SendAsync(
                call,
                "Overview",
                Html.Of(
                    $"""
                    <h1>Overview</h1>
                    {Tiles(call, metrics)}
                    {Layout.Section("Queues", Queues(metrics))}
                    {Layout.Section(
                        "Failures, the youngest instances first",
                        await FailuresAsync(call, failures).ConfigureAwait(false)
                    )}
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

    static Html Queues(StoreMetrics metrics) =>
        Layout.Table(
            ["Queue", "Waiting", "Taken", "Oldest"],
            [
                Row("Instances ready for a turn", metrics.Ready, metrics.LeasedTurns, metrics.OldestReady),
                Row("Messages and due timers", metrics.Messages, null, metrics.OldestMessage),
                Row("Activities", metrics.Activities, metrics.LeasedActivities, metrics.OldestActivity),
                Row("Timers not due", metrics.Timers, null, null),
                Row("Messages held for want of room", metrics.HeldMessages, null, null),
            ]
        );

    static Html[] Row(string queue, long waiting, long? taken, TimeSpan? oldest) =>
        [
            Html.Of($"{queue}"),
            Html.Of($"{waiting}"),
            taken is { } count ? Html.Of($"{count}") : Html.Of($"–"),
            Html.Of($"{(oldest is { } age ? Words.Span(age) : "–")}"),
        ];

    static async Task<Html> FailuresAsync(Call call, Page<InstanceInfo> failures)
    {
        if (failures.Count == 0)
        {
            return Layout.Nothing("No instance has failed.");
        }
        var rows = new List<Html[]>();
        foreach (var info in failures)
        {
            var status = await call.Client.GetStatusAsync(info.Instance, call.Cancellation).ConfigureAwait(false);
            var error = call.ShownIfAny((status as OrchestrationStatus.Failed)?.Failure.Display);
            rows.Add([
                Layout.Id(call, info.Instance.Value),
                Html.Of($"{info.Name}"),
                Html.Of($"{Words.Cut(error, ErrorLength)}"),
                Layout.Time(info.Updated),
            ]);
        }
        return Html.Of(
            $"""
            {Layout.Table(["Instance", "Orchestration", "Error", "Failed"], rows)}
            <p><a href="{call.Root}/instances?status=Failed">All that failed</a></p>
            """
        );
    }
}

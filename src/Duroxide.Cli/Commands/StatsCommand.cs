namespace Duroxide.Cli;

/// <summary>Counts what a store holds.</summary>
static class StatsCommand
{
    public static Command Create()
    {
        var watch = Watch.Option();
        return StoreCommand.Reading(
            "stats",
            "Counts what is stored and queued.",
            [watch],
            session =>
                Watch.RunAsync(
                    session,
                    watch,
                    async () =>
                    {
                        var metrics = await session.Management.GetMetricsAsync(session.Cancellation);
                        if (session.Printer.IsJson)
                        {
                            session.Printer.Json(metrics);
                            return;
                        }
                        session.Printer.Rows(
                            Lines(metrics),
                            [("What", line => line.What), ("Now", line => line.Now)],
                            _ => 0
                        );
                    }
                )
        );
    }

    static IEnumerable<(string What, string Now)> Lines(StoreMetrics metrics) =>
        [
            ("instances", $"{metrics.Instances}"),
            ("  running", $"{metrics.Running}"),
            ("  suspended", $"{metrics.Suspended}"),
            ("  completed", $"{metrics.Completed}"),
            ("  failed", $"{metrics.Failed}"),
            ("executions", $"{metrics.Executions}"),
            ("events", $"{metrics.Events}"),
            ("ready instances", $"{metrics.Ready}"),
            ("  the oldest waits for", Shown.Age(metrics.OldestReady)),
            ("  leased", $"{metrics.LeasedTurns}"),
            ("messages", $"{metrics.Messages}"),
            ("  the oldest waits for", Shown.Age(metrics.OldestMessage)),
            ("activities", $"{metrics.Activities}"),
            ("  the oldest waits for", Shown.Age(metrics.OldestActivity)),
            ("  leased", $"{metrics.LeasedActivities}"),
            ("timers", $"{metrics.Timers}"),
            ("parked", $"{metrics.Parked}"),
        ];
}

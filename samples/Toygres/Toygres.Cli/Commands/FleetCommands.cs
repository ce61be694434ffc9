namespace Toygres.Cli;

/// <summary>Tells of the fleet as a whole, and has it mended.</summary>
internal static class FleetCommands
{
    public static IEnumerable<Command> All() => [Status(), Drift(), Sync(), Watch()];

    private static Command Status() =>
        ApiCommand.Create(
            "status",
            "Tells of the fleet as a whole.",
            [],
            async session =>
            {
                var fleet = await session.Api.GetAsync<SystemView>("/api/system", session.Cancel);
                session.Printer.One(
                    fleet,
                    [
                        ("Version", fleet.Version),
                        ("Driver", fleet.Driver),
                        ("Database", fleet.Database),
                        ("Instances", string.Join(", ", fleet.Instances.Select(state => $"{state.Value} {state.Key}"))),
                        ("Unhealthy", $"{fleet.Unhealthy}"),
                        ("Images", $"{fleet.Images}"),
                        .. fleet.Upkeep.Select(upkeep =>
                            (
                                upkeep.Id,
                                (string?)string.Join(": ", new[] { upkeep.Status, upkeep.Says }.OfType<string>())
                            )
                        ),
                    ]
                );
                return fleet.Unhealthy > 0 ? ExitCode.Found : ExitCode.Done;
            }
        );

    private static Command Drift()
    {
        var mend = new Option<bool>("--auto-resolve") { Description = "Have it mended now, and compare again." };
        return ApiCommand.Create(
            "drift",
            "Compares what is wanted with what is there.",
            [mend],
            async session =>
            {
                var report = await session.Api.GetAsync<DriftReport>("/api/drift", session.Cancel);
                if (session.Get(mend) && report.Now.Count > 0)
                {
                    await session.Api.PostAsync<UpkeepView>("/api/sync", null, session.Cancel);
                    report = await session.Api.GetAsync<DriftReport>("/api/drift", session.Cancel);
                }
                if (session.Printer.IsJson)
                {
                    session.Printer.Json(report);
                }
                else
                {
                    Print(session, report);
                }
                return report.Now.Count > 0 ? ExitCode.Found : ExitCode.Done;
            }
        );
    }

    private static void Print(Session session, DriftReport report)
    {
        session.Printer.Line(report.Now.Count == 0 ? "Everything is as it should be." : "Now:");
        if (report.Now.Count > 0)
        {
            session.Printer.Rows(
                report.Now,
                ("Of", finding => finding.Subject),
                ("What", finding => finding.Type),
                ("Message", finding => finding.Message)
            );
        }
        if (report.Recorded.Count > 0)
        {
            session.Printer.Line("Noted before:");
            session.Printer.Rows(
                report.Recorded,
                ("Detected", drift => Shown.Time(drift.Detected)),
                ("Of", drift => drift.Instance),
                ("What", drift => drift.Type),
                ("Message", drift => drift.Message),
                ("Resolved", drift => Shown.Time(drift.Resolved))
            );
        }
    }

    private static Command Sync() =>
        ApiCommand.Create(
            "sync",
            "Has the reconciler compare and mend now.",
            [],
            async session =>
            {
                var upkeep = await session.Api.PostAsync<UpkeepView>("/api/sync", null, session.Cancel);
                session.Printer.One(upkeep, ("Reconciler", upkeep.Says));
                return ExitCode.Done;
            }
        );

    private static Command Watch() =>
        ApiCommand.Create(
            "watch",
            "Tells the fleet as it is, and then what changes, until Ctrl-C.",
            [],
            async session =>
            {
                var news = new FleetNews();
                await foreach (var item in session.Api.StreamAsync<FleetChangeView>("/api/changes", session.Cancel))
                {
                    if (news.Tell(item.Data) is { } line && !session.Printer.IsJson)
                    {
                        session.Printer.Line(line);
                    }
                    else if (session.Printer.IsJson && item.Data.Name.Length > 0)
                    {
                        session.Printer.Json(item.Data);
                    }
                }
                return ExitCode.Done;
            }
        );
}

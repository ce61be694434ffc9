namespace Toygres.Cli;

/// <summary>Tells how far operations and batches are.</summary>
internal static class OperationCommands
{
    public static Command Create() =>
        ApiCommand.Group("operation", "Tells how far operations are.", List(), Get(), Follow(), Cancel(), Batches());

    private static Command List()
    {
        var status = new Option<string?>("--status") { Description = "running, completed or failed." };
        var limit = RecordCommands.Limit();
        return ApiCommand.Create(
            "list",
            "Lists operations, newest first.",
            [status, limit],
            async session =>
            {
                var query = InstanceCommands.Query(("status", session.Get(status)));
                var path = $"/api/operations?limit={session.Get(limit)}{query}";
                var page = await session.Api.GetAsync<PageView<OperationView>>(path, session.Cancel);
                session.Printer.Rows(
                    page.Items,
                    ("Id", operation => operation.Id),
                    ("Kind", operation => operation.Kind),
                    ("Status", operation => operation.Status),
                    ("Created", operation => Shown.Time(operation.Created)),
                    ("Step", operation => operation.Step)
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Get()
    {
        var id = Named();
        return ApiCommand.Create(
            "get",
            "Tells how far an operation is.",
            [id],
            async session =>
                Print(session, await session.Api.GetAsync<OperationView>(PathOf(session, id), session.Cancel))
        );
    }

    private static Command Follow()
    {
        var id = Named();
        return ApiCommand.Create(
            "wait",
            "Waits until an operation has ended, and says how.",
            [id],
            async session => Print(session, await session.FollowAsync(session.Get(id)))
        );
    }

    private static Command Cancel()
    {
        var id = Named();
        var reason = WorkCommands.Reason();
        return ApiCommand.Create(
            "cancel",
            "Asks an operation to end.",
            [id, reason, Session.Wait, Session.Yes],
            async session =>
                session.Confirm($"{session.Get(id)} ends where it is; what it has made is compared and mended.")
                    ? await session.StartedAsync(
                        await session.Api.PostAsync<StartedView>(
                            $"{PathOf(session, id)}/cancel",
                            new ReasonRequest(session.Get(reason)!),
                            session.Cancel
                        )
                    )
                    : ExitCode.Refused
        );
    }

    private static Command Batches() =>
        ApiCommand.Create(
            "batches",
            "Tells how far batches are.",
            [],
            async session =>
            {
                session.Printer.Rows(
                    await session.Api.GetAsync<List<BatchView>>("/api/batches", session.Cancel),
                    ("Id", batch => batch.Id),
                    ("Status", batch => batch.Status),
                    ("Total", batch => $"{batch.Total}"),
                    ("Completed", batch => $"{batch.Completed}"),
                    ("Failed", batch => $"{batch.Failed}"),
                    ("Creating", batch => $"{batch.Creating}"),
                    ("Last error", batch => batch.Errors is [.., var last] ? last : null)
                );
                return ExitCode.Done;
            }
        );

    private static int Print(Session session, OperationView view)
    {
        session.Printer.One(
            view,
            ("Id", view.Id),
            ("Kind", view.Kind),
            ("Status", view.Status),
            ("Step", view.Step),
            ("Error", view.Error),
            ("Created", Shown.Time(view.Created)),
            ("Updated", Shown.Time(view.Updated))
        );
        return view.Status == "failed" ? ExitCode.Refused : ExitCode.Done;
    }

    private static Argument<string> Named() => new("id") { Description = "The operation." };

    private static string PathOf(Session session, Argument<string> id) =>
        $"/api/operations/{Uri.EscapeDataString(session.Get(id))}";
}

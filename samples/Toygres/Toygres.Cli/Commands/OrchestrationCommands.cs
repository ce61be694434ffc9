using System.Text.Json;

namespace Toygres.Cli;

/// <summary>Looks into the engine, and acts on orchestrations.</summary>
internal static class OrchestrationCommands
{
    public static Command List()
    {
        var status = new Option<string?>("--status") { Description = "running, completed or failed." };
        var prefix = new Option<string?>("--id", "-i") { Description = "Whose id begins so." };
        var limit = RecordCommands.Limit();
        return ApiCommand.Create(
            "orchestrations",
            "Lists orchestrations, newest first.",
            [status, prefix, limit],
            async session =>
            {
                var query = InstanceCommands.Query(("status", session.Get(status)), ("prefix", session.Get(prefix)));
                var path = $"/api/server/orchestrations?limit={session.Get(limit)}{query}";
                var page = await session.Api.GetAsync<PageView<OrchestrationView>>(path, session.Cancel);
                session.Printer.Rows(
                    page.Items,
                    ("Id", view => view.Id),
                    ("Name", view => view.Name),
                    ("Status", view => view.Status),
                    ("Updated", view => Shown.Time(view.Updated)),
                    ("Says", view => view.CustomStatus)
                );
                return ExitCode.Done;
            }
        );
    }

    public static Command Show()
    {
        var id = Named();
        var history = new Option<string?>("--history")
        {
            Description = "With its history: a number of events, or full.",
        };
        var tree = new Option<bool>("--tree") { Description = "With those that it started." };
        var diagram = new Option<bool>("--diagram") { Description = "Print how it went, for Mermaid." };
        return ApiCommand.Create(
            "orchestration",
            "Tells of one orchestration.",
            [id, history, tree, diagram],
            async session =>
            {
                if (session.Get(diagram))
                {
                    var picture = await session.Api.GetAsync<DiagramView>(
                        $"{PathOf(session, id)}/diagram",
                        session.Cancel
                    );
                    session.Printer.Lines(picture.Mermaid.Split('\n'));
                    return ExitCode.Done;
                }
                if (session.Get(tree))
                {
                    var root = await session.Api.GetAsync<TreeView>($"{PathOf(session, id)}/tree", session.Cancel);
                    session.Printer.Lines(Branches(root, ""));
                    return ExitCode.Done;
                }
                var query = session.Get(history) is { } limit ? $"?history_limit={Uri.EscapeDataString(limit)}" : "";
                Print(
                    session,
                    await session.Api.GetAsync<OrchestrationView>($"{PathOf(session, id)}{query}", session.Cancel)
                );
                return ExitCode.Done;
            }
        );
    }

    private static IEnumerable<string> Branches(TreeView view, string indent) =>
        view.Children.SelectMany(child => Branches(child, $"{indent}  ")).Prepend($"{indent}{view.Id} ({view.Status})");

    private static void Print(Session session, OrchestrationView view)
    {
        session.Printer.One(
            view,
            ("Id", view.Id),
            ("Name", view.Name),
            ("Version", view.Version),
            ("Status", view.Status),
            ("Execution", $"{view.Execution}"),
            ("Says", view.CustomStatus),
            ("Parent", view.Parent),
            ("Error", view.Error),
            ("Created", Shown.Time(view.Created)),
            ("Updated", Shown.Time(view.Updated))
        );
        if (!session.Printer.IsJson && view.History is { } history)
        {
            session.Printer.Rows(
                history,
                ("Event", happened => $"{happened.Id}"),
                ("At", happened => Shown.Time(happened.At)),
                ("What", happened => happened.Text)
            );
        }
    }

    public static Command Cancel()
    {
        var id = Named();
        var reason = WorkCommands.Reason();
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask; the same as --yes." };
        return ApiCommand.Create(
            "cancel",
            "Asks an orchestration to end.",
            [id, reason, force, Session.Yes],
            async session =>
                session.Get(force) || session.Confirm($"{session.Get(id)} ends where it is.")
                    ? await ChangeAsync(session, id, "cancel", new ReasonRequest(session.Get(reason)!))
                    : ExitCode.Refused
        );
    }

    public static Command Recreate()
    {
        var id = Named();
        return ApiCommand.Create(
            "recreate",
            "Lets an orchestration that has ended begin anew, with the same input.",
            [id],
            session => ChangeAsync(session, id, "recreate", null)
        );
    }

    public static Command Raise()
    {
        var id = Named();
        var name = new Argument<string>("event") { Description = "The name of the event." };
        var data = new Argument<string?>("data")
        {
            Description = "What it brings, as JSON.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return ApiCommand.Create(
            "raise-event",
            "Raises an event at an orchestration.",
            [id, name, data],
            session =>
                ChangeAsync(
                    session,
                    id,
                    "raise-event",
                    new RaiseRequest(session.Get(name), JsonOf(session.Line.GetValue(data)))
                )
        );
    }

    public static Command Prune()
    {
        var id = Named();
        return ApiCommand.Create(
            "prune",
            "Forgets old executions of an orchestration.",
            [id],
            async session =>
            {
                Print(
                    session,
                    await session.Api.PostAsync<DeletedView>($"{PathOf(session, id)}/prune", null, session.Cancel)
                );
                return ExitCode.Done;
            }
        );
    }

    public static Command Delete()
    {
        var id = Named();
        var force = new Option<bool>("--force", "-f") { Description = "Also one that runs." };
        return ApiCommand.Create(
            "delete",
            "Forgets an orchestration.",
            [id, force, Session.Yes],
            async session =>
            {
                if (!session.Confirm($"{session.Get(id)} is forgotten, with its history."))
                {
                    return ExitCode.Refused;
                }
                var path = $"{PathOf(session, id)}?force={(session.Get(force) ? "true" : "false")}";
                Print(session, await session.Api.DeleteAsync<DeletedView>(path, session.Cancel));
                return ExitCode.Done;
            }
        );
    }

    private static async Task<int> ChangeAsync(Session session, Argument<string> id, string what, object? body)
    {
        var started = await session.Api.PostAsync<StartedView>($"{PathOf(session, id)}/{what}", body, session.Cancel);
        session.Printer.One(started, ("Orchestration", started.Operation));
        return ExitCode.Done;
    }

    private static void Print(Session session, DeletedView deleted) =>
        session.Printer.One(
            deleted,
            ("Orchestrations", $"{deleted.Orchestrations}"),
            ("Executions", $"{deleted.Executions}"),
            ("Events", $"{deleted.Events}")
        );

    private static JsonElement? JsonOf(string? text)
    {
        try
        {
            return text is null ? null : JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"'{text}' is no JSON: {wrong.Message} A text stands in quotes: '\"text\"'.");
        }
    }

    private static Argument<string> Named() => new("id") { Description = "Its id." };

    private static string PathOf(Session session, Argument<string> id) =>
        $"/api/server/orchestrations/{Uri.EscapeDataString(session.Get(id))}";
}

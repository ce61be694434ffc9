namespace Toygres.Cli;

/// <summary>Works on the durable functions within an instance that runs <c>pg_durable</c>.</summary>
internal static class DurableCommands
{
    public static Command Create() =>
        ApiCommand.Group(
            "durable-orchestrations",
            "Works on the durable functions within an instance that runs pg_durable.",
            List(),
            Look("metrics", "Counts them.", hasId: false),
            Look("info", "Tells of one.", hasId: true),
            Look("nodes", "Lists the steps of one.", hasId: true),
            Look("executions", "Lists the last executions of one.", hasId: true),
            Look("explain", "Draws how far one is.", hasId: true),
            Look("result", "Tells how one ended, and what it gave.", hasId: true),
            Start(),
            Run(),
            Cancel(),
            Signal()
        );

    private static Command List()
    {
        var instance = ApiCommand.Instance();
        var status = new Option<string?>("--status") { Description = "In which status." };
        var limit = RecordCommands.Limit();
        return ApiCommand.Create(
            "list",
            "Lists them.",
            [instance, status, limit],
            async session =>
                await ShowAsync(
                    session,
                    instance,
                    $"?limit={session.Get(limit)}{InstanceCommands.Query(("status", session.Get(status)))}"
                )
        );
    }

    private static Command Look(string what, string description, bool hasId)
    {
        var instance = ApiCommand.Instance();
        var id = Named();
        IEnumerable<Symbol> symbols = hasId ? [instance, id] : [instance];
        return ApiCommand.Create(
            what,
            description,
            symbols,
            session => ShowAsync(session, instance, hasId ? $"/{Escaped(session, id)}/{what}" : $"/{what}")
        );
    }

    private static Command Start()
    {
        var (instance, function) = (ApiCommand.Instance(), new Function());
        return ApiCommand.Create(
            "start",
            "Begins one, and prints its id.",
            [instance, .. function.Symbols],
            session =>
                TellAsync(
                    session,
                    instance,
                    "/start",
                    new DurableStartRequest(session.Get(function.Statement))
                    {
                        Label = session.Get(function.Label),
                        Variables = InstanceCommands.TagsOf(session.Get(function.Variables)),
                    }
                )
        );
    }

    private static Command Run()
    {
        var (instance, function) = (ApiCommand.Instance(), new Function());
        var patience = new Option<int>("--wait-seconds")
        {
            Description = "How long to wait for its end, up to 60 seconds.",
            DefaultValueFactory = _ => 60,
        };
        return ApiCommand.Create(
            "run",
            "Begins one, waits for its end, and prints what it gave. It goes on when the wait is over.",
            [instance, .. function.Symbols, patience],
            async session =>
            {
                var request = new DurableRunRequest(session.Get(function.Statement), session.Get(patience))
                {
                    Label = session.Get(function.Label),
                    Variables = InstanceCommands.TagsOf(session.Get(function.Variables)),
                };
                var path = await PathAsync(session, instance, "/run");
                var run = await session.Api.TellAsync<DurableRunView>(path, request, session.Cancel);
                session.Printer.One(run, ("Id", run.Id), ("Status", run.Status), ("Result", run.Result));
                return run.Status is "failed" or "cancelled" ? ExitCode.Refused : ExitCode.Done;
            }
        );
    }

    private static Command Cancel()
    {
        var (instance, id, reason) = (ApiCommand.Instance(), Named(), WorkCommands.Reason());
        return ApiCommand.Create(
            "cancel",
            "Asks one to end.",
            [instance, id, reason],
            session =>
                TellAsync(session, instance, $"/{Escaped(session, id)}/cancel", new ReasonRequest(session.Get(reason)!))
        );
    }

    private static Command Signal()
    {
        var (instance, id) = (ApiCommand.Instance(), Named());
        var name = new Argument<string>("signal") { Description = "The name of the signal." };
        var data = new Argument<string>("data")
        {
            Description = "What it brings: JSON, or a text.",
            DefaultValueFactory = _ => "{}",
        };
        return ApiCommand.Create(
            "signal",
            "Tells one something.",
            [instance, id, name, data],
            session =>
                TellAsync(
                    session,
                    instance,
                    $"/{Escaped(session, id)}/signal",
                    new DurableSignalRequest(session.Get(name), session.Get(data))
                )
        );
    }

    private static async Task<int> ShowAsync(Session session, Argument<string> instance, string path) =>
        Print(session, await session.Api.GetAsync<TableView>(await PathAsync(session, instance, path), session.Cancel));

    private static async Task<int> TellAsync(Session session, Argument<string> instance, string path, object body) =>
        Print(
            session,
            await session.Api.TellAsync<TableView>(await PathAsync(session, instance, path), body, session.Cancel)
        );

    private static int Print(Session session, TableView table)
    {
        session.Printer.Table(table.Columns, table.Rows);
        return ExitCode.Done;
    }

    private static async Task<string> PathAsync(Session session, Argument<string> instance, string path) =>
        $"/api/instances/{await session.ResolveAsync(session.Get(instance))}/durable-orchestrations{path}";

    private static string Escaped(Session session, Argument<string> id) => Uri.EscapeDataString(session.Get(id));

    private static Argument<string> Named() => new("id") { Description = "Its id." };

    /// <summary>What is said of one that is to begin.</summary>
    private sealed record Function
    {
        public Argument<string> Statement { get; } = new("statement") { Description = "A statement of SQL." };

        public Option<string?> Label { get; } = new("--label") { Description = "What people call it." };

        public Option<string[]> Variables { get; } =
            new("--variable") { Description = "What stands in it as {name}: name=value. May be given again." };

        public IEnumerable<Symbol> Symbols => [Statement, Label, Variables];
    }
}

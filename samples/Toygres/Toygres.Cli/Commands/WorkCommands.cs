namespace Toygres.Cli;

/// <summary>Begins what is done with an instance, and with images.</summary>
internal static class WorkCommands
{
    public static IEnumerable<Command> All() =>
        [
            Simple("start", "Starts an instance that is stopped, or that failed."),
            Simple("stop", "Ends the server of an instance, which keeps its data."),
            Simple("restart", "Stops an instance and starts it again."),
            Simple("retry", "Tries to make an instance that could not be made."),
            Simple("rotate-password", "Gives an instance and its replicas a new password."),
            Resize(),
            Restore(),
            FailOver(),
            Rejoin(),
            Tag(),
            Backups(),
            ApiCommand.Group(
                "actor",
                "Works on the orchestration that watches an instance.",
                Actor("start", "Has an instance watched again."),
                Actor("restart", "Ends the actor and starts another one."),
                Actor("cancel", "Ends the actor; another one is started within a minute.")
            ),
        ];

    private static Command Simple(string what, string description)
    {
        var name = ApiCommand.Instance();
        return ApiCommand.Create(
            what,
            description,
            [name, Session.Wait],
            session => BeginAsync(session, name, what, null)
        );
    }

    private static Command Actor(string what, string description)
    {
        var name = ApiCommand.Instance();
        return ApiCommand.Create(
            what,
            description,
            [name],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/actor/{what}";
                var started = await session.Api.PostAsync<StartedView>(path, null, session.Cancel);
                session.Printer.One(started, ("Actor", started.Operation));
                return ExitCode.Done;
            }
        );
    }

    private static Command Resize()
    {
        var name = ApiCommand.Instance();
        var size = new SizeOptions();
        return ApiCommand.Create(
            "resize",
            "Gives an instance another size. What is not given stays as it is.",
            [name, .. size.All, Session.Wait],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}";
                var row = await session.Api.GetAsync<InstanceView>(path, session.Cancel);
                var wanted = size.Over(session, row.Size);
                return await BeginAsync(session, name, "resize", new ResizeRequest(wanted));
            }
        );
    }

    private static Command Restore()
    {
        var name = ApiCommand.Instance();
        var image = new Argument<string>("image") { Description = "The image." };
        return ApiCommand.Create(
            "restore",
            "Makes an instance what it was when an image was made.",
            [name, image, Session.Wait, Session.Yes],
            async session =>
                session.Confirm($"{session.Get(name)} loses what it has, and becomes what {session.Get(image)} holds.")
                    ? await BeginAsync(session, name, "restore", new RestoreRequest(session.Get(image)))
                    : ExitCode.Refused
        );
    }

    private static Command FailOver()
    {
        var name = ApiCommand.Instance();
        var replica = new Argument<string>("replica") { Description = "The replica that takes its place." };
        var reason = Reason();
        return ApiCommand.Create(
            "fail-over",
            "Lets a replica take the place of an instance, which is fenced.",
            [name, replica, reason, Session.Wait, Session.Yes],
            async session =>
                session.Confirm($"{session.Get(name)} is fenced, and what its replica has not got yet is lost.")
                    ? await BeginAsync(
                        session,
                        name,
                        "fail-over",
                        new FailOverRequest(await session.ResolveAsync(session.Get(replica)), session.Get(reason)!)
                    )
                    : ExitCode.Refused
        );
    }

    private static Command Rejoin()
    {
        var name = ApiCommand.Instance();
        var primary = new Argument<string>("primary") { Description = "The one that has its place." };
        return ApiCommand.Create(
            "rejoin",
            "Makes an instance that lost its place a replica of the one that has it.",
            [name, primary, Session.Wait, Session.Yes],
            async session =>
                session.Confirm($"{session.Get(name)} loses what it has, and follows {session.Get(primary)}.")
                    ? await BeginAsync(
                        session,
                        name,
                        "rejoin",
                        new RejoinRequest(await session.ResolveAsync(session.Get(primary)))
                    )
                    : ExitCode.Refused
        );
    }

    private static Command Tag()
    {
        var name = ApiCommand.Instance();
        var tags = new Argument<string[]>("tags")
        {
            Description = "What is noted from now on: name=value; nothing for no tags.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return ApiCommand.Create(
            "tag",
            "Notes something else of an instance.",
            [name, tags],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/tags";
                var noted = InstanceCommands.TagsOf(session.Line.GetValue(tags)) ?? [];
                await session.Api.PutAsync<object?>(path, noted, session.Cancel);
                session.Printer.Line($"It has {Count.Of(noted.Count, "tag")}.");
                return ExitCode.Done;
            }
        );
    }

    private static Command Backups()
    {
        var name = ApiCommand.Instance();
        var every = new Option<int?>("--every") { Description = "Back it up every so many seconds; 0 for no more." };
        var keep = new Option<int>("--keep") { Description = "How many are kept.", DefaultValueFactory = _ => 7 };
        return ApiCommand.Create(
            "backups",
            "Lists the backups of an instance, or says how often there are to be some.",
            [name, every, keep],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/backups";
                switch (session.Get(every))
                {
                    case null:
                        var images = await session.Api.GetAsync<List<ImageView>>(path, session.Cancel);
                        ImageTable.Print(session, images);
                        break;
                    case 0:
                        await session.Api.DeleteAsync<object?>(path, session.Cancel);
                        session.Printer.Line("It is backed up by itself no more.");
                        break;
                    case { } seconds:
                        var plan = new BackupPlanView(seconds, session.Get(keep));
                        await session.Api.PutAsync<object?>(path, plan, session.Cancel);
                        session.Printer.Line($"It is backed up every {seconds} seconds, and {plan.Keep} are kept.");
                        break;
                }
                return ExitCode.Done;
            }
        );
    }

    /// <summary>An option that says why.</summary>
    public static Option<string> Reason() =>
        new("--reason") { Description = "Why.", DefaultValueFactory = _ => "asked for on the command line" };

    private static async Task<int> BeginAsync(Session session, Argument<string> name, string what, object? body)
    {
        var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/{what}";
        return await session.StartedAsync(await session.Api.PostAsync<StartedView>(path, body, session.Cancel));
    }
}

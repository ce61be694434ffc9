namespace Duroxide.Cli;

/// <summary>Suspends and resumes instances.</summary>
static class PauseCommands
{
    public static Command Suspend()
    {
        var (instance, tree, many) = (Instance.Optional(), Tree(), new Many());
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it is shown with the instance.",
            DefaultValueFactory = _ => "suspended from the command line",
        };
        return StoreCommand.Writing(
            "suspend",
            "Lets an instance take no turn until it is resumed, or many. Nothing is lost meanwhile.",
            [instance, tree, reason, .. many.Options],
            async session =>
                One(session, many, instance, tree) is { } id
                    ? Told(
                        session,
                        "Suspended",
                        await session.Management.SuspendInstanceAsync(
                            id,
                            session.Get(reason)!,
                            session.Get(tree),
                            session.Cancellation
                        )
                    )
                    : await EachAsync(
                        session,
                        many,
                        "suspended",
                        query =>
                            session.Management.SuspendInstancesAsync(
                                query,
                                session.Get(reason)!,
                                cancellationToken: session.Cancellation
                            )
                    )
        );
    }

    public static Command Resume()
    {
        var (instance, tree, many) = (Instance.Optional(), Tree(), new Many());
        return StoreCommand.Writing(
            "resume",
            "Lets a suspended instance go on, or many.",
            [instance, tree, .. many.Options],
            async session =>
                One(session, many, instance, tree) is { } id
                    ? Told(
                        session,
                        "Resumed",
                        await session.Management.ResumeInstanceAsync(id, session.Get(tree), session.Cancellation)
                    )
                    : await EachAsync(
                        session,
                        many,
                        "resumed",
                        query => session.Management.ResumeInstancesAsync(query, cancellationToken: session.Cancellation)
                    )
        );
    }

    /// <summary>Changes what runs of all that are named, and tells how many that were.</summary>
    public static async Task<int> EachAsync(
        Session session,
        Many many,
        string done,
        Func<InstanceQuery, Task<BulkReport>> act
    )
    {
        var total = new BulkReport(0, 0);
        var ended = await many.EachPageAsync(
            session,
            done,
            query => query with { Status = query.Status ?? ExecutionStatus.Running },
            async query =>
            {
                var report = await act(query);
                total = new(total.Changed + report.Changed, total.Left + report.Left);
                return (report.Changed + report.Left, report.After);
            }
        );
        if (ended is { } code)
        {
            return code;
        }
        if (session.Printer.IsJson)
        {
            session.Printer.Json(new { total.Changed, total.Left });
        }
        session.Printer.Line($"{Many.Of(total.Changed)} {done}, {total.Left} left as they were.");
        return ExitCode.Done;
    }

    static Option<bool> Tree() => new("--tree") { Description = "With its children, and theirs." };

    static string? One(Session session, Many many, Argument<string?> instance, Option<bool> tree)
    {
        var id = many.One(session, instance);
        return id is null && session.Get(tree)
            ? throw new UsageException("--tree is for one instance; of many, those go that the options name.")
            : id;
    }

    static int Told(Session session, string what, int count)
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(new { Instances = count });
        }
        session.Printer.Line($"{what} {Many.Of(count)}.");
        return ExitCode.Done;
    }
}

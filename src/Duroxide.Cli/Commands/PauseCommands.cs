namespace Duroxide.Cli;

/// <summary>Suspends and resumes instances.</summary>
static class PauseCommands
{
    public static Command Suspend()
    {
        var instance = Instance.Argument();
        var tree = Tree();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it is shown with the instance.",
            DefaultValueFactory = _ => "suspended from the command line",
        };
        return StoreCommand.Writing(
            "suspend",
            "Lets an instance take no turn until it is resumed. Nothing is lost meanwhile.",
            [instance, tree, reason],
            async session =>
                Told(
                    session,
                    "Suspended",
                    await session.Management.SuspendInstanceAsync(
                        session.Get(instance),
                        session.Get(reason)!,
                        session.Get(tree),
                        session.Cancellation
                    )
                )
        );
    }

    public static Command Resume()
    {
        var instance = Instance.Argument();
        var tree = Tree();
        return StoreCommand.Writing(
            "resume",
            "Lets a suspended instance go on.",
            [instance, tree],
            async session =>
                Told(
                    session,
                    "Resumed",
                    await session.Management.ResumeInstanceAsync(
                        session.Get(instance),
                        session.Get(tree),
                        session.Cancellation
                    )
                )
        );
    }

    static Option<bool> Tree() => new("--tree") { Description = "With its children, and theirs." };

    static int Told(Session session, string what, int count)
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(new { Instances = count });
        }
        session.Printer.Line($"{what} {count} {(count == 1 ? "instance" : "instances")}.");
        return ExitCode.Done;
    }
}

using System.Security.Cryptography;
using Toygres.Server;

namespace Toygres.Cli;

/// <summary>Starts and stops a server on this machine, and looks into any server.</summary>
internal static class ServerCommands
{
    public static Command Create() =>
        ApiCommand.Group(
            "server",
            "Works on the server itself.",
            Start(),
            Stop(),
            Status(),
            Logs(),
            Stats(),
            Config(),
            Env(),
            Workers(),
            OrchestrationCommands.List(),
            OrchestrationCommands.Show(),
            OrchestrationCommands.Cancel(),
            OrchestrationCommands.Recreate(),
            OrchestrationCommands.Raise(),
            OrchestrationCommands.Prune(),
            OrchestrationCommands.Delete(),
            PruneLog()
        );

    private static Command Start()
    {
        var port = new Option<int>("--port", "-p")
        {
            Description = "The port on loopback.",
            DefaultValueFactory = _ => 5080,
        };
        var root = new Option<string>("--root")
        {
            Description = "The folder of the fleet.",
            DefaultValueFactory = _ => new ServerOptions().Root,
        };
        var foreground = new Option<bool>("--foreground", "-f") { Description = "Stay, until Ctrl-C." };
        var others = new Option<string[]>("--option")
        {
            Description = "Another option of the server: --option first-port=7000. May be given again.",
        };
        return ApiCommand.Create(
            "start",
            "Starts a server on this machine, and keeps a key of its admin in a file that nobody else reads.",
            [port, root, foreground, others],
            async session =>
            {
                if (ServerProgram.Find(session.Terminal) is { IsAlive: true } running)
                {
                    throw new IOException(
                        $"A server runs already: process {running.Process} at {running.Url}. Stop it first."
                    );
                }
                var url = $"http://127.0.0.1:{session.Get(port)}";
                var key = $"toygres_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
                var log = Path.Combine(Credentials.FolderOf(session.Terminal), "server.log");
                string[] options = [.. (session.Get(others) ?? []).Select(option => $"--{option}")];
                var program = await ServerProgram.StartAsync(
                    url,
                    session.Get(root)!,
                    key,
                    log,
                    options,
                    session.Cancel
                );
                program.Save(session.Terminal);
                new Credentials(url, key).Save(session.Terminal);
                session.Printer.One(
                    program,
                    ("Address", url),
                    ("Process", $"{program.Process}"),
                    ("Fleet", program.Root),
                    ("Log", log)
                );
                return session.Get(foreground) ? await StayAsync(session, program) : ExitCode.Done;
            }
        );
    }

    private static async Task<int> StayAsync(Session session, ServerProgram program)
    {
        var ended = new TaskCompletionSource();
        await using var interrupted = session.Cancel.Register(ended.SetResult);
        await ended.Task;
        await program.StopAsync(CancellationToken.None);
        ServerProgram.Forget(session.Terminal);
        return ExitCode.Interrupted;
    }

    private static Command Stop() =>
        ApiCommand.Create(
            "stop",
            "Ends the server that was started here. Instances go on, and so does the work when it is started again.",
            [],
            async session =>
            {
                if (ServerProgram.Find(session.Terminal) is not { IsAlive: true } program)
                {
                    session.Printer.Line("No server runs that was started here.");
                    return ExitCode.NotFound;
                }
                await program.StopAsync(session.Cancel);
                ServerProgram.Forget(session.Terminal);
                session.Printer.Line($"Process {program.Process} has ended.");
                return ExitCode.Done;
            }
        );

    private static Command Status() =>
        ApiCommand.Create(
            "status",
            "Tells whether the server works, and which process it is.",
            [],
            async session =>
            {
                if (ServerProgram.Find(session.Terminal) is { } program)
                {
                    session.Printer.Line(
                        $"Process {program.Process} {(program.IsAlive ? "runs" : "has ended")}, at {program.Url} for {program.Root}."
                    );
                }
                return await HealthAsync(session);
            }
        );

    /// <summary>Tells whether a server works.</summary>
    public static async Task<int> HealthAsync(Session session)
    {
        var health = await session.Api.GetAsync<ServerHealthView>("/health", session.Cancel);
        session.Printer.One(
            health,
            [
                ("Server", session.Api.Url),
                ("Status", health.Status),
                .. health.Checks.Select(check => (check.Key, (string?)check.Value)),
            ]
        );
        return health.Status == "healthy" ? ExitCode.Done : ExitCode.Found;
    }

    private static Command Logs()
    {
        var lines = new Option<int>("--lines", "-n")
        {
            Description = "How many lines.",
            DefaultValueFactory = _ => 200,
        };
        var filter = new Option<string?>("--filter") { Description = "What a line must hold." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes, until Ctrl-C." };
        return ApiCommand.Create(
            "logs",
            "Reads the last lines that the server logged.",
            [lines, filter, follow],
            async session =>
            {
                var path =
                    $"/api/server/logs?limit={session.Get(lines)}{InstanceCommands.Query(("filter", session.Get(filter)))}";
                var last = await session.Api.GetAsync<LogView>(path, session.Cancel);
                session.Printer.Lines(last.Lines);
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                while (session.Get(follow) && await timer.WaitForNextTickAsync(session.Cancel))
                {
                    var now = await session.Api.GetAsync<LogView>(path, session.Cancel);
                    session.Printer.Lines(New(last.Lines, now.Lines));
                    last = now;
                }
                return ExitCode.Done;
            }
        );
    }

    /// <summary>The lines of the later of two looks at the end of a log that the earlier one has not.</summary>
    internal static IEnumerable<string> New(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var known = Enumerable
            .Range(0, now.Count + 1)
            .First(fresh => EndsWith(before, [.. now.Take(now.Count - fresh)]));
        return now.Skip(now.Count - known);
    }

    private static bool EndsWith(IReadOnlyList<string> all, List<string> end) =>
        end.Count <= all.Count && all.Skip(all.Count - end.Count).SequenceEqual(end);

    private static Command Stats()
    {
        var watch = new Option<bool>("--watch", "-w") { Description = "Count again every two seconds, until Ctrl-C." };
        return ApiCommand.Create(
            "stats",
            "Counts what the engine has to do.",
            [watch],
            session => AgainAsync(session, watch, () => StatsAsync(session))
        );
    }

    private static async Task StatsAsync(Session session)
    {
        var stats = await session.Api.GetAsync<StatsView>("/api/server/stats", session.Cancel);
        session.Printer.One(
            stats,
            ("Running", $"{stats.Running}"),
            ("Completed", $"{stats.Completed}"),
            ("Failed", $"{stats.Failed}"),
            ("Executions", $"{stats.Executions}"),
            ("Events", $"{stats.Events}"),
            ("Messages", $"{stats.Messages}"),
            ("Activities", $"{stats.Activities}"),
            ("Timers", $"{stats.Timers}"),
            ("Parked", $"{stats.Parked}")
        );
    }

    private static async Task<int> AgainAsync(Session session, Option<bool> watch, Func<Task> show)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        do
        {
            await show();
        } while (session.Get(watch) && await timer.WaitForNextTickAsync(session.Cancel));
        return ExitCode.Done;
    }

    private static Command Config() =>
        ApiCommand.Create(
            "config",
            "Lists the options of the server; of secrets only whether they are set.",
            [],
            async session =>
            {
                session.Printer.Rows(
                    await session.Api.GetAsync<List<SettingView>>("/api/server/config", session.Cancel),
                    ("Option", setting => setting.Name),
                    ("Value", setting => setting.Value)
                );
                return ExitCode.Done;
            }
        );

    private static Command Env()
    {
        var secrets = new Option<bool>("--show-secrets") { Description = "Is refused: no server tells its secrets." };
        return ApiCommand.Create(
            "env",
            "Lists the variables of the environment that set the options of a server.",
            [secrets],
            async session =>
            {
                if (session.Get(secrets))
                {
                    throw new UsageException(
                        "No server tells its secrets. Whoever started it has them; 'toygres account key' makes another key."
                    );
                }
                session.Printer.Rows(
                    await session.Api.GetAsync<List<SettingView>>("/api/server/config", session.Cancel),
                    ("Variable", setting => setting.Variable),
                    ("Value", setting => setting.Value)
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Workers()
    {
        var watch = new Option<bool>("--watch", "-w") { Description = "Look again every two seconds, until Ctrl-C." };
        return ApiCommand.Create(
            "workers",
            "Lists the processes of the fleet that were seen last.",
            [watch],
            session =>
                AgainAsync(
                    session,
                    watch,
                    async () =>
                        session.Printer.Rows(
                            await session.Api.GetAsync<List<ProcessView>>("/api/server/workers", session.Cancel),
                            ("Machine", process => process.Machine),
                            ("Process", process => $"{process.Process}"),
                            ("Role", process => process.Role),
                            ("Started", process => Shown.Time(process.Started)),
                            ("Seen", process => Shown.Time(process.Seen))
                        )
                )
        );
    }

    private static Command PruneLog() =>
        ApiCommand.Create(
            "prune-log",
            "Reads what the pruner forgot.",
            [],
            async session =>
            {
                session.Printer.Lines(
                    (await session.Api.GetAsync<LogView>("/api/server/prune-log", session.Cancel)).Lines
                );
                return ExitCode.Done;
            }
        );
}

using System.Diagnostics;
using System.Globalization;

namespace Toygres.Cli;

/// <summary>Tells what is known of instances, images and operations, and enters instances.</summary>
internal static class RecordCommands
{
    public static IEnumerable<Command> All() =>
        [
            Health(),
            Events(),
            Logs(),
            Connect(),
            Query("query", "Runs a statement in an instance, as its superuser."),
            Query("db-query", "The same as query."),
            ImageCommands.Create(),
            OperationCommands.Create(),
        ];

    private static Command Health()
    {
        var name = new Argument<string?>("instance")
        {
            Description = "The instance; without it, the server itself.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var limit = Limit();
        return ApiCommand.Create(
            "health",
            "Tells the last looks at an instance, or whether the server works.",
            [name, limit],
            async session =>
                session.Line.GetValue(name) is { } instance
                    ? await HealthAsync(session, instance, session.Get(limit))
                    : await ServerCommands.HealthAsync(session)
        );
    }

    private static async Task<int> HealthAsync(Session session, string instance, int limit)
    {
        var path = $"/api/instances/{await session.ResolveAsync(instance)}/health?limit={limit}";
        var looks = await session.Api.GetAsync<List<HealthView>>(path, session.Cancel);
        session.Printer.Rows(
            looks,
            ("At", look => Shown.Time(look.At)),
            ("Health", look => look.Health),
            ("Milliseconds", look => look.Milliseconds?.ToString("0.0", CultureInfo.InvariantCulture)),
            ("Holds", look => Shown.Bytes(look.Bytes)),
            ("Behind", look => look.LagSeconds?.ToString("0.0 s", CultureInfo.InvariantCulture)),
            ("Error", look => look.Error)
        );
        return looks is [{ Health: "unhealthy" }, ..] ? ExitCode.Found : ExitCode.Done;
    }

    private static Command Events()
    {
        var name = ApiCommand.Instance();
        var limit = Limit();
        return ApiCommand.Create(
            "events",
            "Lists what happened to an instance, newest first.",
            [name, limit],
            async session =>
            {
                var path =
                    $"/api/instances/{await session.ResolveAsync(session.Get(name))}/events?limit={session.Get(limit)}";
                EventTable(session, await session.Api.GetAsync<List<EventView>>(path, session.Cancel));
                return ExitCode.Done;
            }
        );
    }

    /// <summary>Prints events.</summary>
    public static void EventTable(Session session, IEnumerable<EventView> events) =>
        session.Printer.Rows(
            events,
            ("At", happened => Shown.Time(happened.At)),
            ("What", happened => happened.Type),
            ("State", happened => happened.NewState),
            ("Message", happened => happened.Message)
        );

    private static Command Logs()
    {
        var name = ApiCommand.Instance();
        var tail = new Option<int>("--tail", "-n") { Description = "How many lines.", DefaultValueFactory = _ => 200 };
        return ApiCommand.Create(
            "logs",
            "Reads the last lines that the server of an instance logged.",
            [name, tail],
            async session =>
            {
                var path =
                    $"/api/instances/{await session.ResolveAsync(session.Get(name))}/logs?tail_lines={session.Get(tail)}";
                session.Printer.Lines((await session.Api.GetAsync<LogView>(path, session.Cancel)).Lines);
                return ExitCode.Done;
            }
        );
    }

    private static Command Connect()
    {
        var name = ApiCommand.Instance();
        var print = new Option<bool>("--print")
        {
            Description = "Print how to enter it, with the password, in place of entering.",
        };
        return ApiCommand.Create(
            "connect",
            "Enters an instance by psql.",
            [name, print],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/connection";
                var way = await session.Api.GetAsync<ConnectionView>(path, session.Cancel);
                if (session.Get(print))
                {
                    session.Printer.One(
                        way,
                        ("URI", way.Uri),
                        ("By DNS name", way.DnsUri),
                        ("For .NET", way.ConnectionString)
                    );
                    return ExitCode.Done;
                }
                return await EnterAsync(way, session.Cancel);
            }
        );
    }

    // The password is told in the environment: a command line everybody on the machine can read.
    private static async Task<int> EnterAsync(ConnectionView way, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(
            "psql",
            ["-h", way.Host, "-p", $"{way.Port}", "-U", way.User, "-d", way.Database]
        )
        {
            Environment = { ["PGPASSWORD"] = way.Password },
        };
        try
        {
            using var psql = Process.Start(start)!;
            await psql.WaitForExitAsync(cancel);
            return psql.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UsageException(
                "There is no psql here. Install one (apt-get install -y postgresql-client), or give --print."
            );
        }
    }

    private static Command Query(string what, string description)
    {
        var name = ApiCommand.Instance();
        var statement = new Argument<string>("statement")
        {
            Description = "The statement. It stands in the history: no password belongs into it.",
        };
        return ApiCommand.Create(
            what,
            description,
            [name, statement],
            async session =>
            {
                var path = $"/api/instances/{await session.ResolveAsync(session.Get(name))}/query";
                var answer = await session.Api.PostAsync<QueryView>(
                    path,
                    new QueryRequest(session.Get(statement), WaitSeconds: 60),
                    session.Cancel
                );
                if (answer.Status != "answered")
                {
                    throw new IOException(
                        answer.Error ?? "There is no answer in a minute. The statement may still run."
                    );
                }
                Print(session, answer);
                return ExitCode.Done;
            }
        );
    }

    private static void Print(Session session, QueryView answer)
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(answer);
            return;
        }
        if (answer.Columns is { Count: > 0 } columns)
        {
            session.Printer.Table(columns, answer.Rows!);
        }
        session.Printer.Line(
            answer.Affected >= 0 ? $"{Count.Of(answer.Affected, "row")} changed"
            : answer.IsCut ? "There are more rows."
            : ""
        );
    }

    /// <summary>An option that says how many.</summary>
    public static Option<int> Limit() =>
        new("--limit", "-l") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
}

namespace Duroxide.Cli;

/// <summary>Forks an instance from an event, or tries it first.</summary>
static class ForkCommand
{
    public static Command Create()
    {
        var source = Instance.Argument();
        var fork = new Argument<string?>("fork")
        {
            Description = "The id of the new instance; none with --dry-run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var execution = Instance.Execution();
        var before = new Option<long?>("--before")
        {
            Description = "The event before which it departs. Default: the ending, or what caused it.",
        };
        var version = new Option<SemanticVersion?>("--version-of-code")
        {
            Description = "The version that the fork runs. Default: that of the kept history.",
            CustomParser = Versions.Parse,
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description =
                "Say what the fork would keep, and with --assembly what the code would do then; change nothing. Exit code 5 when the code does not follow what is kept.",
        };
        var code = new CodeOptions(isRequired: false);
        return StoreCommand.Create(
            "fork",
            "Begins a new instance that keeps the history of another before an event, and goes on from there.",
            [source, fork, execution, before, version, dryRun, .. code.Options],
            session =>
            {
                var options = new ForkOptions
                {
                    Execution = session.Get(execution) is { } number ? new ExecutionId(number) : null,
                    Before = session.Get(before) is { } id ? new EventId(id) : null,
                    Version = session.Get(version),
                };
                return (session.Get(dryRun), session.Line.GetValue(fork)) switch
                {
                    (true, null) => ForkDryRun.RunAsync(session, session.Get(source), options, code),
                    (true, _) => throw new UsageException("--dry-run makes no instance: leave its id out."),
                    (false, null) => throw new UsageException("Name the new instance, or try it first with --dry-run."),
                    (false, _) when code.IsGiven(session) => throw new UsageException(
                        "--assembly is for --dry-run. The fork itself runs where a runtime has its code."
                    ),
                    (false, { } made) => ForkAsync(session, session.Get(source), made, options),
                };
            },
            line => !line.GetValue(dryRun)
        );
    }

    static async Task<int> ForkAsync(Session session, string source, string fork, ForkOptions options)
    {
        var kept = await session.Management.ForkInstanceAsync(source, fork, options, session.Cancellation);
        var note = options.Before is { } before ? Dashboard.ForkTrial.Less(before, kept) : null;
        if (session.Printer.IsJson)
        {
            session.Printer.Json(
                new
                {
                    Instance = fork,
                    Kept = kept.Value,
                    Note = note,
                }
            );
        }
        session.Printer.Line($"Forked '{fork}' from event {kept} of '{source}'.");
        if (note is not null)
        {
            session.Printer.Line(note);
        }
        return ExitCode.Done;
    }
}

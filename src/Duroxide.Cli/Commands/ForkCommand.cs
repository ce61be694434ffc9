namespace Duroxide.Cli;

/// <summary>Forks an instance from an event.</summary>
static class ForkCommand
{
    public static Command Create()
    {
        var source = Instance.Argument();
        var fork = new Argument<string>("fork") { Description = "The id of the new instance." };
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
        return StoreCommand.Writing(
            "fork",
            "Begins a new instance that keeps the history of another before an event, and goes on from there.",
            [source, fork, execution, before, version],
            async session =>
            {
                var kept = await session.Management.ForkInstanceAsync(
                    session.Get(source),
                    session.Get(fork),
                    new()
                    {
                        Execution = session.Get(execution) is { } number ? new ExecutionId(number) : null,
                        Before = session.Get(before) is { } id ? new EventId(id) : null,
                        Version = session.Get(version),
                    },
                    session.Cancellation
                );
                if (session.Printer.IsJson)
                {
                    session.Printer.Json(new { Instance = session.Get(fork), Kept = kept.Value });
                }
                session.Printer.Line($"Forked '{session.Get(fork)}' from event {kept} of '{session.Get(source)}'.");
                return ExitCode.Done;
            }
        );
    }
}

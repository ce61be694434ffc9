namespace Duroxide.Cli;

/// <summary>Restarts an instance that has ended.</summary>
static class RestartCommand
{
    public static Command Create()
    {
        var instance = Instance.Argument();
        var version = new Option<SemanticVersion?>("--version-of-code")
        {
            Description = "The version that the new execution runs. Default: what the registry's policy names.",
            CustomParser = Versions.Parse,
        };
        var after = new Option<long?>("--after")
        {
            Description = "The execution that it is to follow, so that a second call does nothing.",
        };
        return StoreCommand.Writing(
            "restart",
            "Begins a new execution of an instance that has ended, under its id and with its input.",
            [instance, version, after],
            async session =>
            {
                var execution = await session.Management.RestartInstanceAsync(
                    session.Get(instance),
                    new()
                    {
                        Version = session.Get(version),
                        After = session.Get(after) is { } number ? new ExecutionId(number) : null,
                    },
                    session.Cancellation
                );
                if (session.Printer.IsJson)
                {
                    session.Printer.Json(new { Instance = session.Get(instance), Execution = execution.Value });
                }
                session.Printer.Line($"Restarted '{session.Get(instance)}' in execution {execution}.");
                return ExitCode.Done;
            }
        );
    }
}

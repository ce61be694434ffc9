namespace Duroxide.Cli;

/// <summary>Starts an instance.</summary>
static class StartCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("orchestration") { Description = "The name of the orchestration." };
        var instance = Instance.Argument();
        var input = Payloads.Option("--input", "The input");
        var version = new Option<SemanticVersion?>("--version-of-code")
        {
            Description = "The version to start. Default: what the registry's policy names.",
            CustomParser = Versions.Parse,
        };
        var tags = new Option<string[]>("--tag", "-t")
        {
            Description = "A tag of the instance, as name=value; give it again for more.",
        };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, and print the output." };
        return StoreCommand.Writing(
            "start",
            "Starts an instance. An id that exists is left as it is.",
            [name, instance, input, version, tags, wait],
            async session =>
            {
                var id = session.Get(instance);
                var options = new StartOptions { Version = session.Get(version), Tags = Tags.Read(session.Get(tags)) };
                var isNew = await session.Client.StartOrchestrationAsync(
                    session.Get(name),
                    id,
                    Payloads.Read(session.Get(input)),
                    options,
                    session.Cancellation
                );
                if (!isNew)
                {
                    throw new ClientException(
                        new ClientError.NotPossible(
                            id,
                            $"Instance '{id}' exists already and is left as it is. Look at it with show, or choose another id."
                        )
                    );
                }
                session.Printer.Line($"Started '{id}'.");
                return session.Get(wait) ? await EndAsync(session, id) : ExitCode.Done;
            }
        );
    }

    static async Task<int> EndAsync(Session session, string instance)
    {
        var status = await session.Client.WaitForEndAsync(instance, cancellationToken: session.Cancellation);
        var (text, code) = status switch
        {
            OrchestrationStatus.Completed completed => (completed.Output, ExitCode.Done),
            OrchestrationStatus.Failed failed => (failed.Failure.Display, ExitCode.Found),
            OrchestrationStatus.NotFound or OrchestrationStatus.Running => throw Instance.NotFound(instance),
        };
        if (session.Printer.IsJson)
        {
            var hasFailed = code == ExitCode.Found;
            session.Printer.Json(
                new
                {
                    Instance = instance,
                    Output = hasFailed ? null : text,
                    Error = hasFailed ? text : null,
                }
            );
        }
        else
        {
            session.Printer.Line(text);
        }
        return code;
    }
}

namespace Duroxide.Cli;

/// <summary>Asks instances to end as cancelled.</summary>
static class CancelCommand
{
    public static Command Create()
    {
        var instance = Instance.Optional();
        var many = new Many();
        var reason = new Option<string>("--reason")
        {
            Description = "Why.",
            DefaultValueFactory = _ => "cancelled from the command line",
        };
        return StoreCommand.Writing(
            "cancel",
            "Asks an instance to end as cancelled, with its children, or many.",
            [instance, .. many.Options, reason],
            async session =>
                many.One(session, instance) is { } id
                    ? SignalCommands.Told(
                        session,
                        id,
                        await session.Client.CancelAsync(id, session.Get(reason)!, session.Cancellation)
                    )
                    : await PauseCommands.EachAsync(
                        session,
                        many,
                        "asked to end",
                        query =>
                            session.Management.CancelInstancesAsync(
                                query,
                                session.Get(reason)!,
                                cancellationToken: session.Cancellation
                            )
                    )
        );
    }
}

namespace Duroxide.Cli;

/// <summary>Signals and messages.</summary>
static class SignalCommands
{
    public static Command Signal()
    {
        var instance = Instance.Argument();
        var name = new Argument<string>("event") { Description = "The name of the event." };
        var data = Payloads.Option("--data", "The data");
        return StoreCommand.Writing(
            "signal",
            "Raises an event. It reaches a wait that is open, or is lost.",
            [instance, name, data],
            async session =>
                Told(
                    session,
                    session.Get(instance),
                    await session.Client.RaiseEventAsync(
                        session.Get(instance),
                        session.Get(name),
                        Payloads.Read(session.Get(data)),
                        session.Cancellation
                    )
                )
        );
    }

    public static Command Send()
    {
        var instance = Instance.Argument();
        var queue = new Argument<string>("queue") { Description = "The name of the queue." };
        var data = Payloads.Option("--data", "The data");
        return StoreCommand.Writing(
            "send",
            "Puts a message into a queue of an instance, where it waits for its reader.",
            [instance, queue, data],
            async session =>
                Told(
                    session,
                    session.Get(instance),
                    await session.Client.SendMessageAsync(
                        session.Get(instance),
                        session.Get(queue),
                        Payloads.Read(session.Get(data)),
                        session.Cancellation
                    )
                )
        );
    }

    /// <summary>Tells whether an instance took what it was sent.</summary>
    public static int Told(Session session, string instance, bool isTaken)
    {
        if (!isTaken)
        {
            session.Terminal.Error.WriteLine(
                Shown.Text($"Instance '{instance}' did not get it: it does not exist, or has ended.")
            );
            return ExitCode.NotFound;
        }
        session.Printer.Line($"Instance '{instance}' has it.");
        return ExitCode.Done;
    }
}

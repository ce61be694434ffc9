namespace Duroxide.Cli;

/// <summary>Shows something again and again until Ctrl-C.</summary>
static class Watch
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The option.</summary>
    public static Option<bool> Option() =>
        new("--watch", "-w") { Description = "Show it again every two seconds, until Ctrl-C." };

    /// <summary>Shows something once, or again and again.</summary>
    public static async Task<int> RunAsync(Session session, Option<bool> watch, Func<Task> show)
    {
        while (true)
        {
            await show();
            if (!session.Get(watch))
            {
                return ExitCode.Done;
            }
            await Task.Delay(Pause, session.Terminal.Time, session.Cancellation);
            session.Printer.Renew();
        }
    }
}

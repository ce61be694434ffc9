namespace Duroxide.Cli;

/// <summary>Lists work that nobody does or that does not succeed.</summary>
static class StuckCommand
{
    public static Command Create()
    {
        var waiting = Times.Span("--waiting-for", "Work that waits for this long");
        var attempts = new Option<int?>("--attempts") { Description = "Work that was tried this often." };
        return StoreCommand.Reading(
            "stuck",
            "Lists work that nobody does, or that does not succeed. Exit code 5 when there is any.",
            [waiting, attempts],
            async session =>
            {
                var query = new StuckQuery();
                var stuck = await session.Management.ListStuckAsync(
                    query with
                    {
                        WaitingFor = session.Get(waiting) ?? query.WaitingFor,
                        Attempts = session.Get(attempts) ?? query.Attempts,
                    },
                    session.Cancellation
                );
                session.Printer.Rows(
                    stuck,
                    [
                        ("Kind", work => $"{work.Kind}"),
                        ("Instance", work => work.Instance.Value),
                        ("Event", work => $"{work.Operation}"),
                        ("Since", work => Shown.Time(work.Since)),
                        ("Attempts", work => $"{work.Attempts}"),
                    ],
                    work => new
                    {
                        work.Kind,
                        Instance = work.Instance.Value,
                        Event = work.Operation?.Value,
                        work.Since,
                        work.Attempts,
                    }
                );
                return stuck.Count == 0 ? ExitCode.Done : ExitCode.Found;
            }
        );
    }
}

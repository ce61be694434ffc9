using Duroxide.Dashboard;
using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Tries a fork: what it would keep, and what the code at hand would do then.</summary>
static class ForkDryRun
{
    public static async Task<int> RunAsync(Session session, string source, ForkOptions options, CodeOptions code)
    {
        var recording =
            await StoredRecordings.ReadAsync(session.Provider, source, options.Execution, session.Cancellation)
            ?? throw Instance.NotFound(source);
        var programs = code.IsGiven(session) ? code.Load(session) : null;
        try
        {
            var (before, kept, tried) = Try(recording, programs, options);
            Print(session.Printer, recording, before, kept, tried);
            return tried is { IsFollowed: false } ? ExitCode.Found : ExitCode.Done;
        }
        catch (ArgumentException refused)
        {
            throw new ClientException(new ClientError.NotPossible(source, Words.Of(refused)), refused);
        }
    }

    static (EventId Before, EventId Kept, ForkTrial? Trial) Try(
        Recording recording,
        Programs? programs,
        ForkOptions options
    )
    {
        if (programs is not null)
        {
            var tried = ForkTrial.Of(recording, programs, Limits.Default, options.Before, options.Version);
            return (tried.Before, tried.Kept, tried);
        }
        var travel = new TimeTravel(recording, Programs.None);
        var before = options.Before ?? travel.DefaultFork;
        return (before, travel.LastKept(before), null);
    }

    static void Print(Printer printer, Recording recording, EventId before, EventId kept, ForkTrial? tried)
    {
        var note = ForkTrial.Less(before, kept);
        if (printer.IsJson)
        {
            printer.Json(
                new
                {
                    Execution = recording.Header.Execution.Value,
                    Outcome = tried is null ? ForkOutcome.Untried
                    : tried.IsFollowed ? ForkOutcome.Follows
                    : ForkOutcome.Departs,
                    Before = before.Value,
                    Kept = kept.Value,
                    Note = note,
                    tried?.Why,
                    Then = tried?.Then.Select(happened => HistoryText.Of(happened.Fact)),
                    tried?.Waits,
                }
            );
            return;
        }
        printer.Line(
            $"A fork of {recording.Title} before event {before} would keep {kept} of {recording.History.Count} events."
        );
        if (note is not null)
        {
            printer.Line(note);
        }
        if (tried is null)
        {
            printer.Line("Give --assembly to see whether your code follows them, and what it would do then.");
            return;
        }
        Then(printer, tried);
    }

    static void Then(Printer printer, ForkTrial tried)
    {
        if (tried.Why is { } why)
        {
            printer.Line(why);
            return;
        }
        printer.Line("The code follows them. What it asks for is answered here as it was recorded, where it was:");
        foreach (var happened in tried.Then)
        {
            printer.Line($"  {happened.Id}  {Shown.Line(HistoryText.Of(happened.Fact), 150)}");
        }
        printer.Line(
            tried.Waits.Count == 0
                ? "It would have ended."
                : $"Then it would wait for: {string.Join("; ", tried.Waits)}. An activity there would run in earnest."
        );
    }
}

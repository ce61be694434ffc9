using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Travels through the history of an execution.</summary>
static class DebugCommand
{
    const string Help = """
        n, p         the next event, the one before
        g NUMBER     go to an event
        /TEXT        forward to an event or question that has the text; ?TEXT back
        v            values, status and open operations
        drop NUMBER  what if this answer or signal had never come
        q            quit
        """;

    public static Command Create()
    {
        var instance = Instance.Argument();
        var execution = Instance.Execution();
        var code = new CodeOptions();
        return StoreCommand.Reading(
            "debug",
            "Travels through the history of an execution with the code at hand: step, search, and see what it asks for at each moment.",
            [instance, execution, .. code.Options],
            async session =>
            {
                var id = session.Get(instance);
                var number = session.Get(execution) is { } given ? new ExecutionId(given) : (ExecutionId?)null;
                var recording =
                    await StoredRecordings.ReadAsync(session.Provider, id, number, session.Cancellation)
                    ?? throw Instance.NotFound(id);
                if (recording.History.Count == 0)
                {
                    throw new UsageException($"Instance '{id}' has not begun: there is nothing to travel through.");
                }
                Travel(new TimeTravel(recording, code.Load(session)), session);
                return ExitCode.Done;
            }
        );
    }

    static void Travel(TimeTravel travel, Session session)
    {
        session.Printer.Line($"{travel.Recording.Header.Name} '{travel.Recording.Header.Instance}'; h for help");
        session.Printer.Line(travel.Current.ToString());
        while (!session.Cancellation.IsCancellationRequested && session.Terminal.Input.ReadLine() is { } typed)
        {
            if (typed.Trim() is "q")
            {
                return;
            }
            try
            {
                session.Printer.Line(Do(travel, typed.Trim()));
            }
            catch (ArgumentException refused)
            {
                session.Printer.Line(refused.Message);
            }
        }
    }

    static string Do(TimeTravel travel, string typed) =>
        typed is ['/', .. var ahead] ? Found(travel.ForwardTo(moment => Has(moment, ahead)), ahead)
        : typed is ['?', .. var behind] ? Found(travel.BackTo(moment => Has(moment, behind)), behind)
        : typed.Split(' ', 2) switch
        {
            ["n" or ""] => travel.Forward() ? $"{travel.Current}" : "That is the last event.",
            ["p"] => travel.Back() ? $"{travel.Current}" : "That is the first event.",
            ["g", var number] when long.TryParse(number, out var id) => $"{travel.GoTo(new EventId(id))}",
            ["v"] => State(travel.Current.State),
            ["drop", var number] when long.TryParse(number, out var id) => Difference(travel.LeaveOut(new EventId(id))),
            _ => Help,
        };

    static bool Has(Moment moment, string text) => $"{moment}".Contains(text, StringComparison.OrdinalIgnoreCase);

    static string Found(Moment? moment, string text) => moment?.ToString() ?? $"There is no '{text}' that way.";

    static string State(ExecutionState state) =>
        string.Join(
            '\n',
            [
                $"status: {state.Status ?? "none"}",
                .. state.Values.Select(value => $"value {value.Key} = {value.Value.Data}"),
                .. state.Open.Select(open => $"open #{open.Key}: {HistoryText.Of(new Fact.Scheduled(open.Value))}"),
            ]
        );

    static string Difference(Alternative alternative) =>
        alternative.FirstDifference is not { } from
            ? "Nothing would be different."
            : string.Join(
                '\n',
                alternative
                    .Changed.History.SkipWhile(happened => happened.Id < from)
                    .Select(happened => $"#{happened.Id} {HistoryText.Of(happened.Fact)}")
                    .Prepend($"From event {from} on it would be:")
            );
}

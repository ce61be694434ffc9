using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Shows the history of an execution.</summary>
static class HistoryCommand
{
    public static Command Create()
    {
        var instance = Instance.Argument();
        var execution = Instance.Execution();
        var from = new Option<long>("--from") { Description = "The first event.", DefaultValueFactory = _ => 1 };
        var limit = new Option<int>("--limit", "-n")
        {
            Description = "How many events at most.",
            DefaultValueFactory = _ => 1000,
        };
        var mermaid = new Option<bool>("--mermaid") { Description = "Print a Mermaid sequence diagram of the whole." };
        var svg = new Option<bool>("--svg") { Description = "Print the same diagram as an SVG picture." };
        return StoreCommand.Reading(
            "history",
            "Shows the events of an execution, a line each.",
            [instance, execution, from, limit, mermaid, svg],
            session =>
            {
                var id = session.Get(instance);
                var number = session.Get(execution) is { } given ? new ExecutionId(given) : (ExecutionId?)null;
                return session.Get(mermaid) ? DrawAsync(session, id, number, travel => travel.ToMermaid())
                    : session.Get(svg) ? DrawAsync(session, id, number, travel => travel.ToSvg())
                    : ListAsync(session, id, number, new(session.Get(from)), session.Get(limit));
            }
        );
    }

    static async Task<int> DrawAsync(
        Session session,
        string instance,
        ExecutionId? execution,
        Func<TimeTravel, string> draw
    )
    {
        var recording = await StoredRecordings.ReadAsync(session.Provider, instance, execution, session.Cancellation);
        session.Printer.Raw(draw(new(recording ?? throw Instance.NotFound(instance), Programs.None)));
        return ExitCode.Done;
    }

    static async Task<int> ListAsync(Session session, string instance, ExecutionId? execution, EventId from, int limit)
    {
        var page =
            await session.Management.ReadHistoryAsync(instance, execution, from, limit, session.Cancellation)
            ?? throw Instance.NotFound(instance);
        session.Printer.Rows(
            page.Events,
            [
                ("Event", happened => $"{happened.Id}"),
                ("Time", happened => Shown.Time(happened.Time.ToDateTimeOffset())),
                ("What", happened => Shown.Line(HistoryText.Of(happened.Fact), 150)),
            ],
            happened => new
            {
                Event = happened.Id.Value,
                Time = happened.Time.ToDateTimeOffset(),
                Kind = happened.Fact.GetType().Name,
                Text = HistoryText.Of(happened.Fact),
            }
        );
        if (page.Next is { } next)
        {
            session.Printer.Line($"There are more: --from {next}");
        }
        return ExitCode.Done;
    }
}

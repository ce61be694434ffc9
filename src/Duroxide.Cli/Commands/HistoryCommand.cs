using Duroxide.Dashboard;
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
        var limit = Limit.Option(1000, "events");
        var payloads = new Option<bool>("--payloads")
        {
            Description = "Print each payload whole, below its event: inputs, results, data, values and errors.",
        };
        var mermaid = new Option<bool>("--mermaid") { Description = "Print a Mermaid sequence diagram of the whole." };
        var svg = new Option<bool>("--svg") { Description = "Print the same diagram as an SVG picture." };
        return StoreCommand.Reading(
            "history",
            "Shows the events of an execution, a line each, with the beginnings of their payloads.",
            [instance, execution, from, limit, payloads, mermaid, svg],
            session =>
            {
                var id = session.Get(instance);
                var number = session.Get(execution) is { } given ? new ExecutionId(given) : (ExecutionId?)null;
                return session.Get(mermaid) ? DrawAsync(session, id, number, travel => travel.ToMermaid())
                    : session.Get(svg) ? DrawAsync(session, id, number, travel => travel.ToSvg())
                    : ListAsync(session, id, number, new(session.Get(from)), session.Get(limit), session.Get(payloads));
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

    static async Task<int> ListAsync(
        Session session,
        string instance,
        ExecutionId? execution,
        EventId from,
        int limit,
        bool isWhole
    )
    {
        var page =
            await session.Management.ReadHistoryAsync(instance, execution, from, limit, session.Cancellation)
            ?? throw Instance.NotFound(instance);
        if (isWhole && !session.Printer.IsJson)
        {
            Whole(session.Printer, page);
        }
        else
        {
            Table(session.Printer, page);
        }
        if (page.Next is { } next)
        {
            session.Printer.Line($"There are more: --from {next}");
        }
        return ExitCode.Done;
    }

    static void Table(Printer printer, HistoryPage page) =>
        printer.Rows(
            page.Events,
            [
                ("Event", happened => $"{happened.Id}"),
                ("Time", happened => Shown.Time(happened.Time.ToDateTimeOffset())),
                ("What", happened => Shown.Line(HistoryText.Of(happened.Fact), 150)),
            ],
            happened =>
            {
                var words = EventWords.Of(happened.Fact, page.Header);
                return new
                {
                    Event = happened.Id.Value,
                    Time = happened.Time.ToDateTimeOffset(),
                    Kind = happened.Fact.GetType().Name,
                    Text = HistoryText.Of(happened.Fact),
                    words.Payload,
                    Of = words.Answers?.Value,
                };
            }
        );

    static void Whole(Printer printer, HistoryPage page)
    {
        foreach (var happened in page.Events)
        {
            var words = EventWords.Of(happened.Fact, page.Header);
            printer.Line(
                $"{happened.Id}  {Shown.Time(happened.Time.ToDateTimeOffset())}  {Shown.Line(words.Text, 150)}"
            );
            if (words.Payload is { } payload)
            {
                printer.Line(Shown.Indented(payload, 4));
            }
        }
    }
}

using System.Text;

namespace Duroxide.Testing;

/// <summary>A history as plain text, a line an event.</summary>
static class Timeline
{
    public static string Of(Recording recording)
    {
        var text = new StringBuilder();
        var header = recording.Header;
        text.Append(CultureInfo.InvariantCulture, $"{recording.Title}: {header.Name} {recording.Version}");
        text.Append('\n');
        var operation = Operations.In(recording.History);
        var begin = recording.History.Count > 0 ? recording.History[0].Time : default;
        foreach (var happened in recording.History)
        {
            var after = TimeSpan.FromMilliseconds(happened.Time.UnixMilliseconds - begin.UnixMilliseconds);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{happened.Id, 5}  +{HistoryText.Span(after), -16} {Mark(happened.Fact)} {Line(header, happened.Fact, operation)}"
            );
            text.Append('\n');
        }
        var state = Fold.Replay(header, recording.History);
        foreach (var wait in Waiting.In(state, recording.History))
        {
            text.Append(CultureInfo.InvariantCulture, $"       still open: {wait}\n");
        }
        return text.ToString();
    }

    static string Line(Header header, Fact fact, Func<EventId, Operation?> operation) =>
        fact is Fact.Started
            ? $"{HistoryText.Of(fact, operation)} with {HistoryText.Cut(header.Input)}"
            : HistoryText.Of(fact, operation) + (fact is Fact.Resolved resolved ? $"  (#{resolved.Of})" : "");

    // What the code asked for points outwards, what reached it points inwards.
    static char Mark(Fact fact) =>
        fact switch
        {
            Fact.Scheduled or Fact.Applied => '→',
            Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted => '←',
            Fact.Ended => '■',
        };
}

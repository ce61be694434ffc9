namespace Duroxide.Dashboard;

/// <summary>Events of a history as the API tells them: in words, with the payload as it may be shown.</summary>
static class EventText
{
    /// <summary>An event.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="happened">The event.</param>
    /// <param name="header">What the execution started from, with the first event; null with the others.</param>
    public static EventView Of(Call call, HistoryEvent happened, Header? header)
    {
        var words = EventWords.Of(happened.Fact, header);
        return new(
            happened.Id.Value,
            happened.Time.ToDateTimeOffset(),
            happened.Fact.GetType().Name,
            words.Text,
            call.ShownIfAny(words.Payload),
            words.Answers?.Value
        );
    }

    /// <summary>Something that happened or is asked for, without the event that it is or would be.</summary>
    public static StepView Of(Call call, Fact fact)
    {
        var words = EventWords.Of(fact);
        return new(words.Text, call.ShownIfAny(words.Payload));
    }
}

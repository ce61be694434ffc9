namespace Duroxide.Dashboard;

/// <summary>Events of a history in words, their payloads apart so that these can be redacted.</summary>
static class EventText
{
    /// <summary>An event.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="happened">The event.</param>
    /// <param name="header">What the execution started from, with the first event; null with the others.</param>
    public static EventView Of(Call call, HistoryEvent happened, Header? header)
    {
        var (text, payload, of) = happened.Fact is Fact.Started { Cancelled: null } started
            ? ($"Started {started.Name} {started.Version}", header?.Input, (EventId?)null)
            : Of(happened.Fact);
        return new(
            happened.Id.Value,
            happened.Time.ToDateTimeOffset(),
            happened.Fact.GetType().Name,
            text,
            call.ShownIfAny(payload),
            of?.Value
        );
    }

    /// <summary>Something that happened or is asked for, without the event that it is or would be.</summary>
    public static StepView Of(Call call, Fact fact)
    {
        var (text, payload, _) = Of(fact);
        return new(text, call.ShownIfAny(payload));
    }

    /// <summary>Something that happened or is asked for, without its payload.</summary>
    public static string Bare(Fact fact) => Of(fact).Text;

    /// <summary>What an operation is, in words.</summary>
    public static string Of(Operation operation) =>
        operation switch
        {
            Operation.Activity { Attempt: > 1 } activity => $"activity {activity.Name}, attempt {activity.Attempt}",
            Operation.Activity activity => $"activity {activity.Name}",
            Operation.Timer timer => $"timer of {Words.Span(timer.Delay)}",
            Operation.Event wait => $"event {wait.Name}",
            Operation.Message wait => $"message of queue {wait.Queue}",
            Operation.SubOrchestration child => $"child {child.Name}",
        };

    static (string Text, string? Payload, EventId? Of) Of(Fact fact) =>
        fact switch
        {
            Fact.Started started => ($"Started {started.Name} {started.Version}", started.Cancelled, null),
            Fact.Scheduled { Operation: Operation.Activity activity } => (
                $"Asked for {Of(activity)}",
                activity.Input,
                null
            ),
            Fact.Scheduled { Operation: Operation.SubOrchestration child } => (
                $"Asked for {Of(child)}",
                child.Input,
                null
            ),
            Fact.Scheduled { Operation: Operation.Timer timer } => ($"Set a {Of(timer)}", null, null),
            Fact.Scheduled scheduled => ($"Waits for {Of(scheduled.Operation)}", null, null),
            Fact.Applied applied => Of(applied.Effect),
            Fact.Resolved resolved => Of(resolved),
            Fact.Arrived { Channel: Channel.Event } arrived => ($"Event {arrived.Name}", arrived.Data, null),
            Fact.Arrived arrived => ($"Message in queue {arrived.Name}", arrived.Data, null),
            Fact.Interrupted interrupted => Of(interrupted.Cause),
            Fact.Ended ended => Of(ended.Ending),
        };

    static (string, string?, EventId?) Of(Fact.Resolved resolved) =>
        resolved.Outcome switch
        {
            Outcome.Succeeded succeeded => ($"Answer to event {resolved.Of}", succeeded.Result, resolved.Of),
            Outcome.Failed failed => ($"Failure of event {resolved.Of}", failed.Failure.Display, resolved.Of),
            Outcome.Fired => ($"Timer of event {resolved.Of} is due", null, resolved.Of),
        };

    static (string, string?, EventId?) Of(Effect effect) =>
        effect switch
        {
            Effect.Cancel cancel => ($"Gave up event {cancel.Of}", null, cancel.Of),
            Effect.StartOrchestration start => ($"Started {start.Name} as {start.Instance}", start.Input, null),
            Effect.SetCustomStatus { Text: { } text } => ("Set the status", text, null),
            Effect.SetCustomStatus => ("Took the status away", null, null),
            Effect.SetTag { Value: { } value } set => ($"Set tag {set.Name}", value, null),
            Effect.SetTag set => ($"Took tag {set.Name} away", null, null),
            Effect.SetValue set => ($"Set value {set.Key}", set.Value, null),
            Effect.ClearValue { Key: { } key } => ($"Cleared value {key}", null, null),
            Effect.ClearValue => ("Cleared all values", null, null),
            Effect.Patch patch => ($"Runs patch {patch.Id}", null, null),
        };

    static (string, string?, EventId?) Of(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => ("Was asked to end", cancel.Reason, null),
            Interruption.Diverged => ("Diverged from its history", HistoryText.Of(new Fact.Interrupted(cause)), null),
            Interruption.GivenUp failed => ("Was given up", failed.Failure.Display, null),
        };

    static (string, string?, EventId?) Of(Ending ending) =>
        ending switch
        {
            Ending.Completed completed => ("Completed", completed.Output, null),
            Ending.Failed failed => ("Failed", failed.Failure.Display, null),
            Ending.ContinuedAsNew continued => ("Continued as new", continued.Input, null),
        };
}

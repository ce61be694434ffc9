namespace Duroxide.Dashboard;

/// <summary>An event of a history in words, its payload apart: so that it can be redacted, or shown whole.</summary>
/// <remarks>The command line tells events by it, too. <see cref="HistoryText"/> has shorter words, with the beginning of the payload among them.</remarks>
/// <param name="Text">What happened, without the payload.</param>
/// <param name="Payload">The encoded payload, or an error; null for none.</param>
/// <param name="Answers">The event that it answers; null for none.</param>
readonly record struct EventWords(string Text, string? Payload, EventId? Answers)
{
    /// <summary>Something that happened or is asked for.</summary>
    /// <param name="fact">What.</param>
    /// <param name="header">What the execution started from, with the first event; null with the others.</param>
    public static EventWords Of(Fact fact, Header? header = null)
    {
        var (text, payload, of) = fact is Fact.Started { Cancelled: null } started
            ? ($"Started {started.Name} {started.Version}", header?.Input, null)
            : Told(fact);
        return new(text, payload, of);
    }

    /// <summary>What an operation is, in words.</summary>
    public static string Naming(Operation operation) =>
        operation switch
        {
            Operation.Activity { Attempt: > 1 } activity => $"activity {activity.Name}, attempt {activity.Attempt}",
            Operation.Activity activity => $"activity {activity.Name}",
            Operation.Timer timer => $"timer of {Words.Span(timer.Delay)}",
            Operation.Event wait => $"event {wait.Name}",
            Operation.Message wait => $"message of queue {wait.Queue}",
            Operation.SubOrchestration child => $"child {child.Name}",
        };

    static (string Text, string? Payload, EventId? Of) Told(Fact fact) =>
        fact switch
        {
            Fact.Started started => ($"Started {started.Name} {started.Version}", started.Cancelled, null),
            Fact.Scheduled { Operation: Operation.Activity activity } => (
                $"Asked for {Naming(activity)}",
                activity.Input,
                null
            ),
            Fact.Scheduled { Operation: Operation.SubOrchestration child } => (
                $"Asked for {Naming(child)}",
                child.Input,
                null
            ),
            Fact.Scheduled { Operation: Operation.Timer timer } => ($"Set a {Naming(timer)}", null, null),
            Fact.Scheduled scheduled => ($"Waits for {Naming(scheduled.Operation)}", null, null),
            Fact.Applied applied => Told(applied.Effect),
            Fact.Resolved resolved => Told(resolved),
            Fact.Arrived { Channel: Channel.Event } arrived => ($"Event {arrived.Name}", arrived.Data, null),
            Fact.Arrived arrived => ($"Message in queue {arrived.Name}", arrived.Data, null),
            Fact.Interrupted interrupted => Told(interrupted.Cause),
            Fact.Ended ended => Told(ended.Ending),
        };

    static (string, string?, EventId?) Told(Fact.Resolved resolved) =>
        resolved.Outcome switch
        {
            Outcome.Succeeded succeeded => ($"Answer to event {resolved.Of}", succeeded.Result, resolved.Of),
            Outcome.Failed failed => ($"Failure of event {resolved.Of}", failed.Failure.Display, resolved.Of),
            Outcome.Fired => ($"Timer of event {resolved.Of} is due", null, resolved.Of),
        };

    static (string, string?, EventId?) Told(Effect effect) =>
        effect switch
        {
            Effect.Cancel cancel => ($"Gave up event {cancel.Of}", null, cancel.Of),
            Effect.StartOrchestration start => ($"Started {start.Name} as {start.Instance}", start.Input, null),
            Effect.Send { Channel: Channel.Event } send => (
                $"Raised event {send.Name} of {send.Instance}",
                send.Data,
                null
            ),
            Effect.Send send => ($"Sent a message to queue {send.Name} of {send.Instance}", send.Data, null),
            Effect.SetCustomStatus { Text: { } text } => ("Set the status", text, null),
            Effect.SetCustomStatus => ("Took the status away", null, null),
            Effect.SetTag { Value: { } value } set => ($"Set tag {set.Name}", value, null),
            Effect.SetTag set => ($"Took tag {set.Name} away", null, null),
            Effect.SetValue set => ($"Set value {set.Key}", set.Value, null),
            Effect.ClearValue { Key: { } key } => ($"Cleared value {key}", null, null),
            Effect.ClearValue => ("Cleared all values", null, null),
            Effect.Patch patch => ($"Runs patch {patch.Id}", null, null),
        };

    static (string, string?, EventId?) Told(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => ("Was asked to end", cancel.Reason, null),
            Interruption.Diverged => ("Diverged from its history", HistoryText.Of(new Fact.Interrupted(cause)), null),
            Interruption.GivenUp failed => ("Was given up", failed.Failure.Display, null),
        };

    static (string, string?, EventId?) Told(Ending ending) =>
        ending switch
        {
            Ending.Completed completed => ("Completed", completed.Output, null),
            Ending.Failed failed => ("Failed", failed.Failure.Display, null),
            Ending.ContinuedAsNew continued => ("Continued as new", continued.Input, null),
        };
}

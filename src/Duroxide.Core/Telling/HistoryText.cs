namespace Duroxide.Core;

/// <summary>Events, operations and outcomes in words for people, with long texts cut short.</summary>
public static partial class HistoryText
{
    const int TextLength = 60;

    /// <summary>One fact by itself.</summary>
    public static string Of(Fact fact) => Of(fact, _ => null);

    /// <summary>One fact; where it answers or cancels an operation that can be found, it names the operation.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="operation">Finds an operation by the event that scheduled it; null for one that is not known.</param>
    public static string Of(Fact fact, Func<EventId, Operation?> operation) =>
        fact switch
        {
            Fact.Started started => $"started {started.Name} {started.Version}",
            Fact.Scheduled scheduled => Asking(scheduled.Operation),
            Fact.Applied applied => Doing(applied.Effect, operation),
            Fact.Resolved resolved =>
                $"{(operation(resolved.Of) is { } of ? Naming(of) : $"operation {resolved.Of}")} {Of(resolved.Outcome)}",
            Fact.Arrived { Channel: Channel.Event } arrived => $"event {arrived.Name} raised: {Cut(arrived.Data)}",
            Fact.Arrived arrived => $"message in queue {arrived.Name}: {Cut(arrived.Data)}",
            Fact.Interrupted interrupted => Of(interrupted.Cause),
            Fact.Ended ended => Of(ended.Ending),
        };

    /// <summary>An operation as something the code asks for.</summary>
    internal static string Asking(Operation operation) =>
        operation switch
        {
            Operation.Activity asked => $"call {asked.Name}({Cut(asked.Input)}){Routing(asked)}",
            Operation.Timer asked => $"set a timer of {Span(asked.Delay)}",
            Operation.Event asked => $"wait for event {asked.Name}",
            Operation.Message asked => $"wait for a message in queue {asked.Queue}",
            Operation.SubOrchestration asked =>
                $"call orchestration {asked.Name}({Cut(asked.Input)}){(asked.Instance is { } id ? $" as {id}" : "")}",
        };

    /// <summary>An operation as a thing.</summary>
    internal static string Naming(Operation operation) =>
        operation switch
        {
            Operation.Activity asked => $"{asked.Name}({Cut(asked.Input)}){Attempt(asked)}",
            Operation.Timer asked => $"timer of {Span(asked.Delay)}",
            Operation.Event asked => $"event {asked.Name}",
            Operation.Message asked => $"queue {asked.Queue}",
            Operation.SubOrchestration asked => $"orchestration {asked.Name}({Cut(asked.Input)})",
        };

    /// <summary>How an execution ended.</summary>
    public static string Of(Ending ending) =>
        ending switch
        {
            Ending.Completed completed => $"completed with {Cut(completed.Output)}",
            Ending.Failed failed => $"failed: {Cut(failed.Failure.Display)}",
            Ending.ContinuedAsNew continued => $"continued as new with {Cut(continued.Input)}",
        };

    /// <summary>How an operation was answered.</summary>
    public static string Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded succeeded => $"returned {Cut(succeeded.Result)}",
            Outcome.Failed failed => $"failed: {Cut(failed.Failure.Display)}",
            Outcome.Fired => "fired",
        };

    /// <summary>What reaches an instance from outside.</summary>
    public static string Of(Delivery delivery) =>
        delivery switch
        {
            Delivery.Start => "start",
            Delivery.Answer answer => $"the answer to operation {answer.Of} ({Of(answer.Outcome)})",
            Delivery.Data { Channel: Channel.Event } data => $"event {data.Name}: {Cut(data.Content)}",
            Delivery.Data data => $"message in queue {data.Name}: {Cut(data.Content)}",
            Delivery.Cancel cancel => $"cancel request: {Cut(cancel.Reason)}",
            Delivery.GiveUp giveUp => $"given up: {Cut(giveUp.Failure.Display)}",
        };

    /// <summary>The first line of a text, cut short.</summary>
    internal static string Cut(string text)
    {
        var line = text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] + "…" : text;
        return Beginning.Told(line, TextLength);
    }

    /// <summary>A span of time, the same in every culture.</summary>
    internal static string Span(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);

    static string Routing(Operation.Activity asked) =>
        $"{(asked.Session is { } session ? $" on session {session}" : "")}{(asked.Tag is { } tag ? $" with tag {tag}" : "")}"
        + Attempt(asked);

    static string Attempt(Operation.Activity asked) => asked.Attempt > 1 ? $", attempt {asked.Attempt}" : "";

    static string Doing(Effect effect, Func<EventId, Operation?> operation) =>
        effect switch
        {
            Effect.Cancel cancel => operation(cancel.Of) is { } of
                ? $"give up {Naming(of)}"
                : $"give up operation {cancel.Of}",
            Effect.StartOrchestration start => $"start {start.Name}({Cut(start.Input)}) as {start.Instance}",
            Effect.Send { Channel: Channel.Event } send =>
                $"raise event {send.Name} of {send.Instance}: {Cut(send.Data)}",
            Effect.Send send => $"send a message to queue {send.Name} of {send.Instance}: {Cut(send.Data)}",
            Effect.SetCustomStatus { Text: { } text } => $"set the status: {Cut(text)}",
            Effect.SetCustomStatus => "take the status away",
            Effect.SetTag { Value: { } value } set => $"set tag {set.Name} = {Cut(value)}",
            Effect.SetTag set => $"take tag {set.Name} away",
            Effect.SetValue set => $"set value {set.Key} = {Cut(set.Value)}",
            Effect.ClearValue { Key: null } => "clear all values",
            Effect.ClearValue clear => $"clear value {clear.Key}",
            Effect.Patch patch => $"run patch {patch.Id}",
        };

    static string Of(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => $"cancel requested: {Cut(cancel.Reason)}",
            Interruption.Diverged diverged =>
                $"diverged at event {diverged.Divergence.At}: history has '{diverged.Divergence.Recorded}', "
                    + (
                        diverged.Divergence.Asked is { } asked
                            ? $"the code has '{asked}'"
                            : "the code asked for nothing"
                    ),
            Interruption.GivenUp failed => $"given up: {failed.Failure.Display}",
        };
}

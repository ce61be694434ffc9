namespace Duroxide.Testing;

/// <summary>Names what happens without its data, so that runs which differ by data alone are counted as one.</summary>
static class ShortNames
{
    /// <summary>What reached the code; empty for what the code did.</summary>
    public static string Cause(Fact fact, Func<EventId, Operation?> operation) =>
        fact switch
        {
            Fact.Started => "start",
            Fact.Resolved resolved => $"{Of(operation(resolved.Of))} {Ended(resolved.Outcome)}",
            Fact.Arrived { Channel: Channel.Event } arrival => $"event {arrival.Name}",
            Fact.Arrived arrival => $"message in {arrival.Name}",
            Fact.Interrupted => "interruption",
            Fact.Scheduled or Fact.Applied or Fact.Ended => "",
        };

    /// <summary>What the code did; empty for what reached it.</summary>
    public static string Asked(Fact fact, Func<EventId, Operation?> operation) =>
        fact switch
        {
            Fact.Scheduled scheduled => Of(scheduled.Operation),
            Fact.Applied { Effect: Effect.Cancel cancel } => $"give up {Of(operation(cancel.Of))}",
            Fact.Applied { Effect: Effect.SetCustomStatus } => "status",
            Fact.Applied { Effect: Effect.StartOrchestration start } => $"start {start.Name}",
            Fact.Applied { Effect: Effect.Send { Channel: Channel.Event } send } => $"raise {send.Name}",
            Fact.Applied { Effect: Effect.Send send } => $"send to {send.Name}",
            Fact.Applied { Effect: Effect.SetTag set } => $"tag {set.Name}",
            Fact.Applied { Effect: Effect.SetValue set } => $"set {set.Key}",
            Fact.Applied { Effect: Effect.Patch patch } => $"patch {patch.Id}",
            Fact.Applied => "clear",
            Fact.Ended { Ending: Ending.Completed } => "complete",
            Fact.Ended { Ending: Ending.Failed } => "fail",
            Fact.Ended => "continue as new",
            Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted => "",
        };

    /// <summary>An operation as a thing.</summary>
    public static string Of(Operation? operation) =>
        operation switch
        {
            Operation.Activity asked => asked.Name,
            Operation.Timer => "timer",
            Operation.Event asked => $"event {asked.Name}",
            Operation.Message asked => $"queue {asked.Queue}",
            Operation.SubOrchestration asked => asked.Name,
            null => "operation",
        };

    static string Ended(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded => "returned",
            Outcome.Failed => "failed",
            Outcome.Fired => "fired",
        };
}

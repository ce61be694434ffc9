namespace Duroxide.Core;

/// <summary>Whether what the code asks for is what history says it asked for: equality, with a few tolerated differences.</summary>
/// <remarks>
/// Tolerated are a timer's delay, an activity's time to live and the event of its first try, a status text and the version
/// of a child or a detached start: changing those cannot change the course of the code. Everything else is compared.
/// </remarks>
static class Matching
{
    public static bool Same(Fact recorded, Fact asked) =>
        (recorded, asked) switch
        {
            (Fact.Scheduled before, Fact.Scheduled now) => Comparable(before.Operation) == Comparable(now.Operation),
            (Fact.Applied before, Fact.Applied now) => Comparable(before.Effect) == Comparable(now.Effect),
            (Fact.Ended before, Fact.Ended now) => SameEnding(before.Ending, now.Ending),
            (Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted, _) => recorded == asked,
            (Fact.Scheduled or Fact.Applied or Fact.Ended, _) => false,
        };

    static Operation Comparable(Operation operation) =>
        operation switch
        {
            Operation.Activity { TimeToLive: not null } or Operation.Activity { FirstAttempt: not null } =>
                (Operation.Activity)operation with
                {
                    TimeToLive = null,
                    FirstAttempt = null,
                },
            Operation.Timer asked => asked with { Delay = TimeSpan.Zero },
            Operation.SubOrchestration { Version: not null } asked => asked with { Version = null },
            Operation.Activity or Operation.Event or Operation.Message or Operation.SubOrchestration => operation,
        };

    static Effect Comparable(Effect effect) =>
        effect switch
        {
            Effect.SetCustomStatus asked => asked with { Text = null },
            Effect.StartOrchestration { Version: not null } asked => asked with { Version = null },
            Effect.StartOrchestration
            or Effect.Send
            or Effect.Cancel
            or Effect.SetTag
            or Effect.SetValue
            or Effect.ClearValue
            or Effect.Patch => effect,
        };

    // Failure texts hold stack traces and type names that a rebuild may change; the kind of ending may not change.
    static bool SameEnding(Ending recorded, Ending asked) =>
        (recorded, asked) switch
        {
            (Ending.Failed before, Ending.Failed now) => before.Failure.Display == now.Failure.Display,
            (Ending.ContinuedAsNew before, Ending.ContinuedAsNew now) => before.Input == now.Input,
            (Ending.Completed, _) => recorded == asked,
            (Ending.Failed or Ending.ContinuedAsNew, _) => false,
        };
}

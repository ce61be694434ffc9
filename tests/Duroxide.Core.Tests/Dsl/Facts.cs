namespace Duroxide.Core.Tests;

/// <summary>Facts of history in short words.</summary>
static class Facts
{
    public static Fact Started { get; } = new Fact.Started("flow", new(1, 0, 0, ""), null);

    public static Fact Asked(Operation operation) => new Fact.Scheduled(operation);

    public static Fact Activity(string name, string input = "") => Asked(new Operation.Activity(name, input));

    public static Fact Timer(int seconds) => Asked(new Operation.Timer(TimeSpan.FromSeconds(seconds)));

    public static Fact Event(string name) => Asked(new Operation.Event(name));

    public static Fact Message(string queue) => Asked(new Operation.Message(queue));

    public static Fact Child(string name, string? id = null) =>
        Asked(
            new Operation.SubOrchestration(name, "")
            {
                Instance = id is null ? default(InstanceId?) : new InstanceId(id),
            }
        );

    public static Fact Did(Effect effect) => new Fact.Applied(effect);

    public static Fact Cancelled(long of) => Did(new Effect.Cancel(new(of)));

    public static Fact Answered(long of, string result) => new Fact.Resolved(new(of), new Outcome.Succeeded(result));

    public static Fact Failed(long of, string error) =>
        new Fact.Resolved(new(of), new Outcome.Failed(new Failure.Application(ApplicationKind.ActivityFailed, error)));

    public static Fact Fired(long of) => new Fact.Resolved(new(of), new Outcome.Fired());

    public static Fact Raised(string name, string data) => new Fact.Arrived(Channel.Event, name, data);

    public static Fact Sent(string queue, string data) => new Fact.Arrived(Channel.Queue, queue, data);

    public static Fact CancelRequested(string reason) => new Fact.Interrupted(new Interruption.CancelRequested(reason));

    public static Fact Completed(string output) => new Fact.Ended(new Ending.Completed(output));

    public static Fact FailedWith(ApplicationKind kind, string message) =>
        new Fact.Ended(new Ending.Failed(new Failure.Application(kind, message)));

    public static Fact ContinuedAsNew(string input) => new Fact.Ended(new Ending.ContinuedAsNew(input, null));

    /// <summary>A history of facts, numbered from 1, all at time 0.</summary>
    public static IReadOnlyList<HistoryEvent> History(params Fact[] facts) =>
        [.. facts.Select((fact, index) => new HistoryEvent(new(index + 1), default, fact))];
}

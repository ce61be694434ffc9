namespace Duroxide.Core.Tests;

/// <summary>Arrivals in short words, all at time 0 unless they say otherwise.</summary>
static class Sent
{
    public static Arrival Start { get; } = new(default, new Delivery.Start());

    public static Arrival Answer(long of, string result, long execution = 1) =>
        new(default, new Delivery.Answer(new(execution), new(of), new Outcome.Succeeded(result)));

    public static Arrival Failure(long of, Failure failure) =>
        new(default, new Delivery.Answer(ExecutionId.First, new(of), new Outcome.Failed(failure)));

    public static Arrival Failure(long of, string error) =>
        Failure(of, new Failure.Application(ApplicationKind.ActivityFailed, error));

    public static Arrival Fired(long of, long execution = 1) =>
        new(default, new Delivery.Answer(new(execution), new(of), new Outcome.Fired()));

    public static Arrival Event(string name, string data) => new(default, new Delivery.Data(Channel.Event, name, data));

    public static Arrival Message(string queue, string data) =>
        new(default, new Delivery.Data(Channel.Queue, queue, data));

    public static Arrival Cancel(string reason, ParentLink? from = null) =>
        new(default, new Delivery.Cancel(reason) { From = from });

    public static Arrival GiveUp(Failure failure) => new(default, new Delivery.GiveUp(failure));

    public static Arrival At(this Arrival arrival, long seconds) =>
        arrival with
        {
            Time = new Timestamp(seconds * 1000),
        };
}

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Is answered after a delay, counted from <see cref="UtcNow"/>; zero and less is a round trip of its own too.</summary>
    public DurableTask<Unit> ScheduleTimer(TimeSpan delay) =>
        run.Ask(new Operation.Timer(delay > TimeSpan.Zero ? delay : TimeSpan.Zero), static (_, _) => Unit.Value);

    /// <summary>Receives the next event of a name that is raised while this wait is open.</summary>
    /// <remarks>An event that nobody waits for is lost; use <see cref="DequeueEvent{T}"/> for what must not be.</remarks>
    /// <exception cref="PayloadException">On awaiting: the event's data cannot be read.</exception>
    public DurableTask<T> ScheduleWait<T>(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return run.Ask<T>(new Operation.Event(name), ReadData<T>);
    }

    /// <summary>Takes the earliest unread message of a queue, also one that came before.</summary>
    /// <remarks>First in, first out. A message that a lost race received goes back to its place.</remarks>
    /// <exception cref="PayloadException">On awaiting: the message cannot be read.</exception>
    public DurableTask<T> DequeueEvent<T>(string queue)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return run.Ask<T>(new Operation.Message(queue), ReadData<T>);
    }

    static T ReadData<T>(PendingOperation pending, Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded success => pending.Run.Codec.Decode<T>(success.Result, $"{pending.Name}: the data"),
            Outcome.Failed or Outcome.Fired => throw Misfit(pending, outcome),
        };
}

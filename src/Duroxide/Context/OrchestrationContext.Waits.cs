using System.Runtime.CompilerServices;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Starts a timer that fires after a delay, counted from <see cref="UtcNow"/>; one of zero or less fires at once, in a turn of its own.</summary>
    /// <remarks>Times are whole milliseconds; a delay is rounded up to the next one, so that nothing fires early.</remarks>
    public DurableTask<Unit> ScheduleTimer(TimeSpan delay) => run.Ask(TimerOf(delay), Fired).Handle;

    /// <summary>Starts a timer that fires at a time, never before it; a time that has passed fires at once, in a turn of its own.</summary>
    public DurableTask<Unit> ScheduleTimerUntil(DateTimeOffset time) => ScheduleTimer(time - UtcNow);

    /// <summary>Receives the next event of a name that is raised while this wait is open.</summary>
    /// <remarks>An event that nobody waits for is lost; use <see cref="ReceiveMessage{T}"/> for what must not be.</remarks>
    /// <exception cref="WaitTimeoutException">On awaiting: no event came in time.</exception>
    /// <exception cref="PayloadException">On awaiting: the event's data cannot be read.</exception>
    public DurableTask<T> ScheduleWait<T>(string name, WaitOptions? options = null)
    {
        Names.Checked(name, nameof(name));
        return Wait<T>(new Operation.Event(name), options);
    }

    /// <summary>Takes the earliest unread message of a queue, also one that came before.</summary>
    /// <remarks>First in, first out. A message that a lost race received goes back to its place.</remarks>
    /// <exception cref="WaitTimeoutException">On awaiting: no message came in time.</exception>
    /// <exception cref="PayloadException">On awaiting: the message cannot be read.</exception>
    public DurableTask<T> ReceiveMessage<T>(string queue, WaitOptions? options = null)
    {
        Names.Checked(queue, nameof(queue));
        return Wait<T>(new Operation.Message(queue), options);
    }

    // The timer hangs on the operation itself, and not on steps around it: a message that nobody read must go back.
    DurableTask<T> Wait<T>(Operation operation, WaitOptions? options, [CallerMemberName] string member = "")
    {
        var wait = run.Ask<T>(operation, ReadData<T>, member);
        if (options?.Timeout is { } timeout)
        {
            wait.EndWith(run.Ask(TimerOf(timeout), Fired, member), timeout);
        }
        return wait.Handle;
    }

    static Unit Fired(PendingOperation timer, Outcome outcome) => Unit.Value;

    static Operation.Timer TimerOf(TimeSpan delay) =>
        new(delay > TimeSpan.Zero ? WholeMilliseconds(delay) : TimeSpan.Zero);

    // Times of events are whole milliseconds. Rounded down, a timer would be due before the moment it was meant for, and a
    // loop that waits for the moment would go on without any time passing.
    static TimeSpan WholeMilliseconds(TimeSpan delay)
    {
        var beyond = delay.Ticks % TimeSpan.TicksPerMillisecond;
        var missing = beyond == 0 ? 0 : TimeSpan.TicksPerMillisecond - beyond;
        return delay.Ticks > TimeSpan.MaxValue.Ticks - missing ? delay : new TimeSpan(delay.Ticks + missing);
    }

    static T ReadData<T>(PendingOperation pending, Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded success => pending.Run.Codec.Decode<T>(success.Result, $"{pending.Name}: the data"),
            Outcome.Failed or Outcome.Fired => throw Misfit(pending, outcome),
        };
}

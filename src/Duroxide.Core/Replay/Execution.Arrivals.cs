namespace Duroxide.Core;

public sealed partial class Execution
{
    // What a start means that names no limit: never to be changed, or running histories would change their meaning.
    static readonly HistoryLimit UsualLimit = new(100_000, 256L * 1024 * 1024);

    readonly Queue<Resolution> undelivered = new();
    Timestamp began;

    void Take(Arrival arrival)
    {
        if (Recordable(arrival.Delivery) is not { } fact)
        {
            return;
        }
        IsReplaying = false;
        if (fact is not Fact.Interrupted && LimitCheck.RefuseHistory(limits, State) is { } refusal)
        {
            fact = new Fact.Interrupted(new Interruption.SystemFailed(refusal));
        }
        Receive(Append(fact, arrival.Time), isNew: true);
    }

    // The fact that a delivery becomes; null for one that is dropped.
    Fact? Recordable(Delivery delivery)
    {
        if (State.Started is null && delivery is not Delivery.Start)
        {
            Drop($"{delivery} was dropped: it came before the start");
            return null;
        }
        return delivery switch
        {
            Delivery.Start => State.Started is null ? Beginning() : null,
            Delivery.Answer answer => Fits(answer) ? new Fact.Resolved(answer.Of, answer.Outcome) : null,
            Delivery.Data data => new Fact.Arrived(data.Channel, data.Name, data.Content),
            Delivery.Cancel cancel => IsFromStranger(cancel)
                ? null
                : new Fact.Interrupted(new Interruption.CancelRequested(cancel.Reason)),
            Delivery.GiveUp giveUp => IsMeant(giveUp)
                ? new Fact.Interrupted(new Interruption.SystemFailed(giveUp.Failure))
                : null,
        };
    }

    Fact.Started Beginning()
    {
        var limit = HistoryLimit.Of(limits);
        return new(Header.Name, Version, Header.Parent) { Limit = limit == UsualLimit ? null : limit };
    }

    // Who asked for a child under an id that was taken, and then gives it up, means no instance that exists. That may be
    // the parent itself, by another call.
    bool IsFromStranger(Delivery.Cancel cancel)
    {
        if (cancel.From is not { } from || Header.Parent == from)
        {
            return false;
        }
        Drop(
            $"a cancel by event {from.Of} of execution {from.Execution} of '{from.Instance}' was dropped: it did not start this instance"
        );
        return true;
    }

    // A program that its node kept in memory too long knows nothing of what another node began after it.
    bool IsMeant(Delivery.GiveUp giveUp)
    {
        var isMeant = (giveUp.Execution ?? Header.Execution) == Header.Execution && (giveUp.Since ?? began) == began;
        if (!isMeant)
        {
            Drop(
                $"what gives up execution {giveUp.Execution} was dropped: it means another one ({giveUp.Failure.Display})"
            );
        }
        return isMeant;
    }

    bool Fits(Delivery.Answer answer)
    {
        var fits = answer.Execution == Header.Execution && Fits(answer.Of, answer.Outcome);
        if (!fits)
        {
            Drop(
                $"the answer to operation {answer.Of} of execution {answer.Execution} was dropped: nothing open fits it"
            );
        }
        return fits;
    }

    // Whether an operation is open that can be answered so. Waits are answered by what arrives, and not directly.
    bool Fits(EventId of, Outcome outcome) =>
        State.Open.GetValueOrDefault(of) switch
        {
            Operation.Activity or Operation.SubOrchestration => outcome is Outcome.Succeeded or Outcome.Failed,
            Operation.Timer => outcome is Outcome.Fired,
            Operation.Event or Operation.Message or null => false,
        };

    // Applies an event that came from outside, and lets the code react until it blocks.
    void Receive(HistoryEvent happened, bool isNew)
    {
        Advance(happened, isNew);
        guids = 0;
        switch (happened.Fact)
        {
            case Fact.Started started:
                began = happened.Time;
                limits = (started.Limit ?? UsualLimit).Within(limits);
                asks = 0;
                program.Start(this);
                break;
            case Fact.Interrupted interrupted:
                Close(EndingOf(interrupted.Cause));
                break;
            case Fact.Resolved { Outcome: Outcome.Failed { Failure: { IsSystem: true } failure } }:
                Close(new Ending.Failed(failure));
                break;
            case Fact.Resolved or Fact.Arrived or Fact.Scheduled or Fact.Applied or Fact.Ended:
                break;
        }
        Deliver();
    }

    // Answers reach the code only while it is blocked and all it asked for is recorded, one at a time.
    void Deliver()
    {
        while (!closed && undelivered.TryDequeue(out var resolution))
        {
            // A message that was given back before its wait heard of it belongs to somebody else by now.
            if (!givenBack.Remove(resolution.Of))
            {
                asks = 0;
                program.Deliver(resolution.Of, resolution.Outcome);
            }
        }
    }

    void Drop(string message) => traces.Add(new(TraceLevel.Warning, TraceSource.Decider, message));

    static Ending EndingOf(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => new Ending.Failed(Failure.Cancelled(cancel.Reason)),
            Interruption.Diverged diverged => new Ending.Failed(Explanation.Failure(diverged.Divergence)),
            Interruption.SystemFailed failed => new Ending.Failed(failed.Failure),
        };
}

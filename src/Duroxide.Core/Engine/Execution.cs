namespace Duroxide.Core;

/// <summary>One execution with its running program: replays history, then continues with arrivals, on one and the same path.</summary>
/// <remarks>
/// This file tells the course of events from top to bottom. Each arrival becomes an event, the event is applied, the program
/// runs until it blocks, and each of its asks becomes an event through the same path as it is made. So the state is the fold
/// of history, and continuing with a live program equals starting over: a live execution only saves the replay. After a
/// decision whose commit failed the execution must be thrown away: the state could be rolled back, the program cannot.
/// </remarks>
public sealed partial class Execution
{
    readonly IProgram program;
    readonly ProgramHost host;
    readonly LateAsks late;
    readonly Limits options;
    readonly Queue<Resolution> undelivered = new();
    readonly HashSet<EventId> givenBack = [];
    readonly List<HistoryEvent> delta = [];
    readonly List<TraceLine> traces = [];
    IReadOnlyList<HistoryEvent> recorded;
    int position;
    ExecutionState committed;
    Departure? departure;
    Ending? final;
    bool stopped;
    int asks;

    Execution(IProgram program, Header header, IReadOnlyList<HistoryEvent> history, Limits limits)
    {
        this.program = program;
        host = new ProgramHost(this);
        late = new LateAsks(header);
        options = limits;
        recorded = history;
        Header = header;
        State = ExecutionState.Initial(header);
        committed = State;
        IsReplaying = history.Count > 0;
    }

    /// <summary>What the execution started from.</summary>
    public Header Header { get; }

    /// <summary>The fold of everything decided so far, committed or not; what the code has read is left out of the messages that may be given back.</summary>
    public ExecutionState State { get; private set; }

    /// <summary>Whether history is being replayed: true until the first new arrival or the first new event.</summary>
    public bool IsReplaying { get; private set; }

    /// <summary>Where the code departed from history; null while it did not.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>The patch for which code of another node may well follow the history that this code departs from; null for none.</summary>
    /// <remarks>
    /// Either history holds its mark and this code never asks for it, or this code went the old way and history continues in
    /// another one, as newer code leaves it that has the new way alone. While nodes are replaced both are to be expected.
    /// </remarks>
    public string? PatchInDoubt { get; private set; }

    // An execution keeps the room for its history that it began with.
    Limits Limits => State.Room is { } room ? room.Raise(options) : options;

    /// <summary>Brings a fresh program to where history ends.</summary>
    /// <param name="program">The program, not started yet.</param>
    /// <param name="header">What the execution started from; with an empty history its version must be resolved.</param>
    /// <param name="history">The history so far, or any prefix of it; empty for a new execution.</param>
    /// <param name="limits">The limits for what is asked for anew.</param>
    /// <exception cref="CorruptHistoryException">An event of the history cannot stand where it stands.</exception>
    public static Execution Resume(IProgram program, Header header, IReadOnlyList<HistoryEvent> history, Limits limits)
    {
        Order.ThrowIfBroken(header, history);
        var execution = new Execution(program, header, history, limits);
        execution.Replay();
        return execution;
    }

    /// <summary>An execution without its program, to be ended from outside.</summary>
    internal static Execution WithoutProgram(Header header, IReadOnlyList<HistoryEvent> history)
    {
        Order.ThrowIfBroken(header, history);
        var state = Fold.Replay(header, history);
        return new(SilentProgram.Instance, header, [], Limits.Default)
        {
            State = state,
            committed = state,
            stopped = state.Ending is not null,
        };
    }

    // Replay is a loop over what came from outside. The asks in between are met as the code makes them; one that is still
    // there when the code has blocked is a step that the code no longer takes.
    void Replay()
    {
        while (position < recorded.Count && !stopped)
        {
            var next = recorded[position];
            if (Order.Fault(State, next.Fact) is { } fault)
            {
                throw new CorruptHistoryException(Header, next, fault);
            }
            switch (next.Fact)
            {
                case Fact.Started or Fact.Resolved or Fact.Arrived or Fact.Interrupted:
                    position++;
                    Receive(next, isNew: false);
                    break;
                case Fact.Scheduled or Fact.Applied or Fact.Ended:
                    Depart(next, asked: null);
                    break;
            }
        }
        if (departure is { } departed)
        {
            Diverge(departed);
        }
        recorded = [];
        position = 0;
    }

    /// <summary>Takes the arrivals one after the other, and decides what the turn adds.</summary>
    /// <param name="arrivals">What arrived, in order.</param>
    /// <param name="held">The oldest message of each queue of which the store holds some for want of room; once one of them has room, the turn is over. Null for none.</param>
    /// <remarks>What the code asked for anew while history was replayed belongs to the first decision.</remarks>
    public Decision Continue(IReadOnlyList<Arrival> arrivals, IReadOnlyList<Delivery.Data>? held = null)
    {
        var intake = new Intake(arrivals, held ?? [], data => Room.Lacks(Limits, State, data));
        while (!stopped && intake.Next() is { } arrival)
        {
            Take(arrival);
        }
        // What is left belongs to the next execution if there is one, and otherwise to nobody.
        var isOver = State.Ending is Ending.Completed or Ending.Failed;
        return Decide() with
        {
            Consumed = isOver ? arrivals.Count : intake.Consumed,
            Held = isOver ? [] : intake.Aside,
            TakesHeld = !stopped && intake.TakesHeld,
        };
    }

    // An arrival becomes an event, or is dropped.
    void Take(Arrival arrival)
    {
        var (fact, dropped) = Admission.Of(Header, State, arrival.Delivery, options);
        if (dropped is not null)
        {
            Warn(dropped);
        }
        if (fact is null)
        {
            return;
        }
        IsReplaying = false;
        if (fact is not Fact.Interrupted && LimitCheck.RefuseHistory(Limits, State) is { } refusal)
        {
            fact = new Fact.Interrupted(new Interruption.GivenUp(refusal));
        }
        Receive(Append(fact, arrival.Time), isNew: true);
    }

    // Applies an event that came from outside, and lets the code react until it blocks.
    void Receive(HistoryEvent happened, bool isNew)
    {
        Advance(happened, isNew);
        host.Turn();
        switch (happened.Fact)
        {
            case Fact.Started { Cancelled: { } reason }:
                Interrupt(new Interruption.CancelRequested(reason));
                break;
            case Fact.Started:
                asks = 0;
                program.Start(host);
                break;
            case Fact.Interrupted interrupted:
                End(InterruptedEnding.Of(interrupted.Cause));
                break;
            case Fact.Resolved { Outcome: Outcome.Failed { Failure: { IsSystem: true } failure } }:
                End(new Ending.Failed(failure));
                break;
            case Fact.Resolved or Fact.Arrived or Fact.Scheduled or Fact.Applied or Fact.Ended:
                break;
        }
        Deliver();
    }

    // Answers reach the code only while it is blocked and all it asked for is recorded, one at a time.
    void Deliver()
    {
        while (!stopped && undelivered.TryDequeue(out var resolution))
        {
            // A message that was given back before its wait was told of it is another wait's by now.
            if (!givenBack.Remove(resolution.Of))
            {
                asks = 0;
                program.Resolve(resolution.Of, resolution.Outcome);
            }
        }
    }

    // An ask matches what history has next, or is checked against the limits and appended; either way it is then applied.
    EventId Emit(Fact fact)
    {
        if (stopped)
        {
            Ignore(fact);
            return EventId.None;
        }
        if (position < recorded.Count)
        {
            return Meet(recorded[position], fact);
        }
        if (final is null && LimitCheck.Refuse(Limits, Header, State, asks + 1, fact) is { } refusal)
        {
            End(new Ending.Failed(refusal));
            return EventId.None;
        }
        asks++;
        var happened = Append(fact, State.LastTime);
        Advance(happened, isNew: true);
        return happened.Id;
    }

    EventId Meet(HistoryEvent next, Fact fact)
    {
        if (Matching.Same(next.Fact, fact))
        {
            asks++;
            position++;
            Advance(next, isNew: false);
            return next.Id;
        }
        if (final is null && RefusalBefore(fact) is { } refusal)
        {
            End(new Ending.Failed(refusal));
        }
        else
        {
            Depart(next, fact);
        }
        return EventId.None;
    }

    // Why history continues here as after a refusal of the ask; null where it does not.
    Failure? RefusalBefore(Fact fact) =>
        RecordedRefusal.MayStandAt(State, recorded, position)
        && LimitCheck.Refuse(Limits, Header, State, asks + 1, fact) is { } refusal
        && RecordedRefusal.StandsAt(State, recorded, position)
            ? refusal
            : null;

    // The one apply path: for history as it is replayed, for arrivals, for asks and for the closing sequence.
    void Advance(HistoryEvent happened, bool isNew)
    {
        var (state, resolution) = Fold.Evolve(State, happened);
        State = state;
        if (isNew)
        {
            IsReplaying = false;
            delta.Add(happened);
        }
        else
        {
            committed = state;
        }
        if (resolution is not null)
        {
            undelivered.Enqueue(resolution);
        }
    }

    HistoryEvent Append(Fact fact, Timestamp time) =>
        new(State.LastId.Next, Timestamp.Later(State.LastTime, time), fact);

    // Records a cause that lies outside the asks of the code, or meets the one that history has, and ends by it.
    void Interrupt(Interruption cause)
    {
        var fact = new Fact.Interrupted(cause);
        if (position == recorded.Count)
        {
            Advance(Append(fact, State.LastTime), isNew: true);
        }
        else if (recorded[position].Fact == fact)
        {
            Advance(recorded[position++], isNew: false);
        }
        else
        {
            Depart(recorded[position], fact);
            return;
        }
        End(InterruptedEnding.Of(cause));
    }

    // The first ending wins. Whatever is open is given up in the order of its ids, and the ending is the last event.
    void End(Ending ending)
    {
        if (stopped || final is not null)
        {
            return;
        }
        final = Permitted(ending);
        if (final is Ending.ContinuedAsNew)
        {
            GiveBackUnread();
        }
        foreach (var id in State.Open.Keys.TakeWhile(_ => !stopped))
        {
            Emit(new Fact.Applied(new Effect.Cancel(id)));
        }
        Emit(new Fact.Ended(final));
        stopped = true;
    }

    // An ending that history holds already is within whatever the limits were then.
    Ending Permitted(Ending ending)
    {
        var isRecorded = position < recorded.Count && Matching.Same(recorded[^1].Fact, new Fact.Ended(ending));
        return !isRecorded && LimitCheck.RefuseEnding(Limits, State, ending) is { } refusal
            ? new Ending.Failed(refusal)
            : ending;
    }

    // A message that was received but never read goes back to its queue. Another wait may receive it there, which will not
    // read it either, so this ends when no wait holds a message.
    void GiveBackUnread()
    {
        while (!stopped && State.Taken.Count > 0)
        {
            Emit(new Fact.Applied(new Effect.Cancel(State.Taken.Keys.First())));
        }
    }

    // From here on the host only listens, so that the report can show what the code meant to do. Code that ends where
    // history continues asked to end, whatever of its closing is met first.
    void Depart(HistoryEvent next, Fact? asked, Interruption.GivenUp? proof = null)
    {
        departure = new(next, final is null ? asked : new Fact.Ended(final), isEnding: final is not null)
        {
            Proof = proof,
        };
        stopped = true;
    }

    // The rest of history counts as it is, without the program; then come the cause and the closing sequence. A history
    // that has ended already stays as it is, and the divergence is only reported.
    void Diverge(Departure departed)
    {
        Divergence = departed.Explain(recorded);
        PatchInDoubt = departed.PatchInDoubt(Divergence, host.OldWays);
        // The code is not what it was, and what is suspected of it now may be why.
        traces.AddRange(host.Suspected);
        State = Fold.Replay(Header, recorded);
        committed = State;
        position = recorded.Count;
        undelivered.Clear();
        if (State.Ending is null)
        {
            departure = null;
            final = null;
            stopped = false;
            Interrupt(departed.Cause(Divergence));
        }
    }

    // Code that has not noticed the end may continue to ask; one line is enough.
    void Ignore(Fact fact)
    {
        late.Count(Limits);
        if (departure is not null)
        {
            departure.Hear(fact);
        }
        else if (!IsReplaying && late.IsFirst)
        {
            Warn($"'{HistoryText.Of(fact)}' and what the code asked after it was ignored: the execution has ended");
        }
    }

    void Warn(string message) => traces.Add(new(TraceLevel.Warning, TraceSource.Decider, message));

    Decision Decide()
    {
        var events = delta.ToValueList();
        var ended = events.Count > 0 ? State.Ending : null;
        var decision = new Decision(events, Actions.Of(Header, committed, delta), Consumed: 0)
        {
            Ending = ended,
            Next = ended is Ending.ContinuedAsNew continued ? Continuation.Of(Header, State, continued) : null,
            Status = Projection.Status(delta),
            Values = Projection.Values(committed, State, delta),
            Tags = Projection.Tags(committed, State, delta),
            Traces = traces.ToValueList(),
        };
        committed = State;
        delta.Clear();
        traces.Clear();
        return decision;
    }
}

namespace Duroxide.Core;

/// <summary>One execution with its running program: replays history, then goes on with arrivals, on one and the same path.</summary>
/// <remarks>
/// Each arrival becomes an event, the event is applied, the program runs until it blocks, and each of its asks becomes an
/// event through the same path as it is made. So the state is the fold of history by construction, and going on with a
/// live program equals starting over. After a decision whose commit failed the execution must be thrown away: the state
/// could be rolled back, the program cannot.
/// </remarks>
public sealed partial class Execution
{
    readonly IProgram program;
    readonly List<HistoryEvent> delta = [];
    readonly List<TraceLine> traces = [];
    Limits limits;
    IReadOnlyList<HistoryEvent> recorded;
    int position;
    ExecutionState committed;
    bool closed;

    Execution(IProgram program, Header header, IReadOnlyList<HistoryEvent> history, Limits limits)
    {
        this.program = program;
        this.limits = limits;
        recorded = history;
        Header = header;
        State = ExecutionState.Initial(header);
        committed = State;
        IsReplaying = history.Count > 0;
    }

    /// <inheritdoc />
    public Header Header { get; }

    /// <summary>The fold of everything decided so far, committed or not.</summary>
    public ExecutionState State { get; private set; }

    /// <summary>Where the code departed from history; null while it did not.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>The patch for which code of another node may well follow the history that this code departs from; null for none.</summary>
    /// <remarks>
    /// Either history holds its mark and this code never asks for it, or this code went the old way and history goes on in
    /// another one, as newer code leaves it that has the new way alone. While nodes are replaced both are to be expected.
    /// </remarks>
    public string? PatchInDoubt { get; private set; }

    /// <summary>Brings a fresh program to where history ends.</summary>
    /// <param name="program">The program, not started yet.</param>
    /// <param name="header">What the execution started from; with an empty history its version must be resolved.</param>
    /// <param name="history">The history so far, or any prefix of it; empty for a new execution.</param>
    /// <param name="limits">The limits for what is asked for anew.</param>
    /// <exception cref="CorruptHistoryException">An event of the history cannot stand where it stands.</exception>
    public static Execution Resume(IProgram program, Header header, IReadOnlyList<HistoryEvent> history, Limits limits)
    {
        ThrowIfBroken(header, history);
        var execution = new Execution(program, header, history, limits);
        execution.Replay();
        return execution;
    }

    /// <summary>Folds a history without its program, to end it from outside.</summary>
    internal static Execution Fold(Header header, IReadOnlyList<HistoryEvent> history)
    {
        ThrowIfBroken(header, history);
        var execution = new Execution(SilentProgram.Instance, header, [], Limits.Default);
        foreach (var happened in history)
        {
            execution.Advance(happened, isNew: false);
        }
        execution.closed = execution.State.Ending is not null;
        return execution;
    }

    /// <summary>Takes the arrivals one after the other, and decides what the turn adds.</summary>
    /// <remarks>What the code asked for anew while history was replayed belongs to the first decision.</remarks>
    public Decision Continue(IReadOnlyList<Arrival> arrivals)
    {
        var consumed = 0;
        while (consumed < arrivals.Count && !closed)
        {
            Take(arrivals[consumed++]);
        }
        // What is left belongs to the next execution if there is one, and otherwise to nobody.
        return Decide(State.Ending is Ending.ContinuedAsNew ? consumed : arrivals.Count);
    }

    // An id is the place of its event, by which a later one finds what it answers, so a gap is the trace of a loss.
    static void ThrowIfBroken(Header header, IReadOnlyList<HistoryEvent> history)
    {
        for (var index = 0; index < history.Count; index++)
        {
            var place = new EventId(index + 1);
            if (history[index].Id != place)
            {
                throw new CorruptHistoryException(header, history[index], $"stands where event {place} should be");
            }
        }
    }

    // Replay is a loop over what came from outside. The asks in between are met as the code makes them; one that is still
    // there when the code has blocked is a step that the code no longer takes.
    void Replay()
    {
        while (position < recorded.Count && !closed)
        {
            var next = recorded[position];
            if (OutOfPlace(next.Fact) is { } why)
            {
                throw new CorruptHistoryException(Header, next, why);
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
        if (departure is not null)
        {
            Diverge();
        }
        recorded = [];
        position = 0;
    }

    string? OutOfPlace(Fact fact) =>
        fact switch
        {
            Fact.Started => State.Started is null ? null : "is a second start",
            Fact.Resolved resolved when State.Started is not null => Fits(resolved.Of, resolved.Outcome) ? null
            : State.Open.ContainsKey(resolved.Of) ? $"answers operation {resolved.Of}, which is of another kind"
            : $"answers operation {resolved.Of}, which is not open",
            Fact.Resolved or Fact.Scheduled or Fact.Applied or Fact.Arrived or Fact.Interrupted or Fact.Ended =>
                State.Started is null ? "stands where the start should be" : null,
        };

    Decision Decide(int consumed)
    {
        var events = delta.ToValueList();
        var ended = events.Count > 0 ? State.Ending : null;
        var decision = new Decision(events, Actions.Of(Header, committed, delta), consumed)
        {
            Ending = ended,
            Next = ended is Ending.ContinuedAsNew continued ? Continuation.Of(Header, State, continued) : null,
            Status = Projection.Status(delta),
            Values = Projection.Values(committed, State, delta),
            Traces = traces.ToValueList(),
        };
        committed = State;
        delta.Clear();
        traces.Clear();
        return decision;
    }

    // The one apply path: for history as it is replayed, for arrivals, for asks and for the closing sequence.
    void Advance(HistoryEvent happened, bool isNew)
    {
        var (state, resolution) = Core.Fold.Evolve(State, happened);
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
            if (state.Taken.ContainsKey(resolution.Of))
            {
                unread.Add(resolution.Of);
            }
        }
    }

    HistoryEvent Append(Fact fact, Timestamp time) =>
        new(State.LastId.Next, Timestamp.Later(State.LastTime, time), fact);
}

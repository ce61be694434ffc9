namespace Duroxide.Testing;

/// <summary>One instance in a test: its executions, and what it waits for.</summary>
public sealed record InstanceState
{
    internal InstanceState(Header header, Arrival start)
    {
        Header = header;
        State = ExecutionState.Initial(header);
        Inbox = [start];
    }

    /// <summary>The name of the instance.</summary>
    public InstanceId Id => Header.Instance;

    /// <summary>What its current execution started from.</summary>
    public Header Header { get; internal init; }

    /// <summary>The history of its current execution.</summary>
    public ValueList<HistoryEvent> History { get; internal init; }

    /// <summary>The executions before the current one, oldest first.</summary>
    public ValueList<Recording> Past { get; internal init; }

    /// <summary>The fold of the current history.</summary>
    public ExecutionState State { get; internal init; }

    /// <summary>Where the code departed from history; null when it did not.</summary>
    public Divergence? Divergence { get; internal init; }

    /// <summary>What the code traced, over all executions.</summary>
    public ValueList<TraceLine> Traces { get; internal init; }

    /// <summary>How the instance ended; null while it runs.</summary>
    public Ending? Ending => State.Ending is Ending.Completed or Ending.Failed ? State.Ending : null;

    /// <summary>Whether the instance has not ended.</summary>
    public bool IsRunning => Ending is null;

    /// <summary>The encoded result; null unless the instance completed.</summary>
    public string? Output => (State.Ending as Ending.Completed)?.Output;

    /// <summary>Why the instance failed; null unless it did.</summary>
    public Failure? Failure => (State.Ending as Ending.Failed)?.Failure;

    /// <summary>The published status; null for none.</summary>
    public string? Status => State.Status;

    /// <summary>The stored values, encoded.</summary>
    public ValueMap<string, StoredValue> Values => State.Values;

    /// <summary>What the instance waits for, in order of asking.</summary>
    public ValueList<Waiting> Waits => IsRunning ? Waiting.In(State, History) : [];

    /// <summary>How many messages its next turn may take.</summary>
    public int Unread => Inbox.Count;

    /// <summary>The current execution, to be kept, replayed or looked at.</summary>
    public Recording Recording => new(Header, History);

    /// <summary>All executions, oldest first.</summary>
    public IEnumerable<Recording> Recordings => Past.Append(Recording);

    /// <summary>Shows how the instance stands.</summary>
    public override string ToString() =>
        Ending is { } ending ? $"{Id} {HistoryText.Of(ending)}"
        : Waits.Count == 0 ? $"{Id} has not run yet"
        : $"{Id} waits: {string.Join("; ", Waits.Select(Tell))}";

    internal ValueList<Arrival> Inbox { get; init; }

    // Messages for which there was no room: older than those of the inbox, and put back before them.
    internal ValueList<Arrival> Held { get; init; }

    internal IReadOnlyList<Delivery.Data> FirstHeld() =>
        [.. Held.Select(arrival => arrival.Delivery).Cast<Delivery.Data>().DistinctBy(data => data.Name)];

    internal ValueMap<EventId, ActivityCall> Activities { get; init; }

    // Called off after a worker may have begun: such an activity can still run, but nobody hears of it.
    internal ValueList<ActivityCall> Withdrawn { get; init; }

    internal ValueMap<EventId, Timestamp> Timers { get; init; }

    internal Live? Live { get; init; }

    /// <summary>Takes something into the inbox, where a store hands things out by their time: a timer long due comes first.</summary>
    internal InstanceState Receive(Arrival arrival)
    {
        if (!IsRunning)
        {
            return this;
        }
        var place = Inbox.Count;
        while (place > 0 && Inbox[place - 1] is { Delivery: not Delivery.Start } before && IsLater(before, arrival))
        {
            place--;
        }
        return this with { Inbox = [.. Inbox.Take(place), arrival, .. Inbox.Skip(place)] };
    }

    // What has come but was not taken yet is not missing.
    string Tell(Waiting wait) =>
        Inbox.Any(arrival => IsFor(arrival.Delivery, wait))
            ? $"#{wait.Id}: the answer to {HistoryText.Naming(wait.Operation)} is there, and is taken next"
            : wait.ToString();

    static bool IsFor(Delivery delivery, Waiting wait) =>
        delivery switch
        {
            Delivery.Answer answer => answer.Of == wait.Id,
            Delivery.Data { Channel: Channel.Event } data => wait.Operation is Operation.Event e && e.Name == data.Name,
            Delivery.Data data => wait.Operation is Operation.Message m && m.Queue == data.Name,
            Delivery.Start or Delivery.Cancel or Delivery.GiveUp => false,
        };

    static bool IsLater(Arrival one, Arrival other) => one.Time > other.Time;
}

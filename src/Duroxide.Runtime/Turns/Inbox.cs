namespace Duroxide.Runtime;

/// <summary>What a turn has to react to, read from its messages; those that cannot be read are set aside.</summary>
sealed class Inbox
{
    readonly List<Arrival> arrivals = [];
    readonly List<long> messages = [];
    readonly List<ParkedMessage> parked = [];
    readonly int starts;
    readonly bool putsBack;
    readonly List<TraceContext>? signals;

    /// <summary>Reads the messages of a turn, and puts the start before them when it is the first turn of an execution.</summary>
    /// <param name="item">The turn.</param>
    /// <param name="header">What the execution starts from.</param>
    public Inbox(TurnItem item, Header header)
    {
        if (item.Start is { } start)
        {
            arrivals.Add(new(start.Time, new Delivery.Start { Cancelled = EarlyCancel(item, header)?.Reason }));
            starts = 1;
        }
        FirstHeld = item.FirstHeld.Count == 0 ? [] : ReadHeld(item);
        // One that cannot be read any more is put back, to be set aside like any other.
        putsBack = FirstHeld.Count < item.FirstHeld.Count;
        foreach (var message in item.Messages)
        {
            try
            {
                var (delivery, trace) = WireCodec.DecodeTracedDelivery(item.Instance, message.Payload);
                arrivals.Add(new(message.Time, delivery));
                messages.Add(message.Id);
                if (trace is not null)
                {
                    (signals ??= []).Add(trace);
                }
            }
            catch (CorruptPayloadException error)
            {
                parked.Add(new(message.Id, error.Message));
            }
        }
    }

    static IReadOnlyList<Delivery.Data> ReadHeld(TurnItem item) =>
        [.. item.FirstHeld.Select(message => TryRead(item.Instance, message)).OfType<Delivery.Data>()];

    // One that cannot be read is set aside when it comes in its turn.
    static Delivery.Cancel? EarlyCancel(TurnItem item, Header header) =>
        item
            .EarlyCancels.Select(message => TryRead(item.Instance, message))
            .OfType<Delivery.Cancel>()
            .FirstOrDefault(cancel => Admission.Counts(header, cancel));

    static Delivery? TryRead(InstanceId instance, StoredMessage message)
    {
        try
        {
            return WireCodec.DecodeDelivery(instance, message.Payload);
        }
        catch (CorruptPayloadException)
        {
            return null;
        }
    }

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<Arrival> Arrivals => arrivals;

    /// <summary>The traces of those who sent it.</summary>
    public IReadOnlyList<TraceContext> Signals => signals ?? (IReadOnlyList<TraceContext>)[];

    /// <summary>The oldest message of each queue of which the store holds some for want of room.</summary>
    public IReadOnlyList<Delivery.Data> FirstHeld { get; }

    /// <summary>Whether what the store holds is to be put back into the queue.</summary>
    public bool ReleasesHeld(Decision decision) => putsBack || decision.TakesHeld;

    /// <summary>The messages that cannot be read.</summary>
    public IReadOnlyList<ParkedMessage> Parked => parked;

    /// <summary>The messages that a decision has used up.</summary>
    public IReadOnlyList<long> Consumed(Decision decision)
    {
        var consumed = messages.GetRange(0, Math.Max(0, decision.Consumed - starts));
        return decision.Held.Count == 0 ? consumed : [.. consumed.Except(Aside(decision))];
    }

    /// <summary>The messages for which a decision had no room; none where the older ones are put back, or the next execution has room.</summary>
    public IReadOnlyList<HeldMessage> Held(Decision decision) =>
        decision.Held.Count == 0 || ReleasesHeld(decision) || decision.Ending is not null
            ? []
            : [.. decision.Held.Select(place => new HeldMessage(messages[place - starts], QueueAt(place)))];

    IEnumerable<long> Aside(Decision decision) => decision.Held.Select(place => messages[place - starts]);

    string QueueAt(int place) => ((Delivery.Data)arrivals[place].Delivery).Name;
}

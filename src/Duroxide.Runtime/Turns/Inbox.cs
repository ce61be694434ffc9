namespace Duroxide.Runtime;

/// <summary>What a turn has to react to, read from its messages; those that cannot be read are set aside.</summary>
sealed class Inbox
{
    readonly List<Arrival> arrivals = [];
    readonly List<long> messages = [];
    readonly List<ParkedMessage> parked = [];
    readonly int starts;

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
        foreach (var message in item.Messages)
        {
            try
            {
                arrivals.Add(new(message.Time, WireCodec.DecodeDelivery(item.Instance, message.Payload)));
                messages.Add(message.Id);
            }
            catch (CorruptPayloadException error)
            {
                parked.Add(new(message.Id, error.Message));
            }
        }
    }

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

    /// <summary>The messages that cannot be read.</summary>
    public IReadOnlyList<ParkedMessage> Parked => parked;

    /// <summary>The messages behind the first so many arrivals.</summary>
    public IReadOnlyList<long> Consumed(int count) => messages.GetRange(0, Math.Max(0, count - starts));
}

using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>Keeps which events and messages the store has taken, to hold histories against them.</summary>
sealed class MessageLedger
{
    const string Law = "Every message that was sent arrives once, in order.";

    readonly Dictionary<(InstanceId To, Channel Channel, string Name), List<string>> sent = [];
    readonly HashSet<(InstanceId To, Channel Channel, string Name)> unsure = [];

    /// <summary>Notes what was sent and taken.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="taken">Which of them the store has taken.</param>
    /// <param name="isSure">Whether no fault can make its sender send it again.</param>
    public void Sent(IReadOnlyList<NewMessage> messages, IReadOnlyList<bool> taken, bool isSure)
    {
        foreach (var (message, isTaken) in messages.Zip(taken))
        {
            if (isTaken && Data(message) is { } data)
            {
                var key = (message.To, data.Channel, data.Name);
                sent.TryAdd(key, []);
                sent[key].Add(data.Content);
                if (!isSure)
                {
                    unsure.Add(key);
                }
            }
        }
    }

    /// <summary>What does not hold for the histories at the end; null when all does.</summary>
    /// <param name="recordings">The histories.</param>
    /// <param name="isDrained">Whether the store has no message left.</param>
    public Violation? Broken(ValueList<Recording> recordings, bool isDrained)
    {
        foreach (var (key, contents) in sent.Where(one => !unsure.Contains(one.Key)))
        {
            var own = recordings.Where(recording => recording.Header.Instance == key.To).ToList();
            // Of an instance that was deleted or pruned it is not known what arrived.
            if (own.Count == 0 || own[0].Header.Execution != ExecutionId.First)
            {
                continue;
            }
            var arrived = own.SelectMany(recording => recording.History)
                .Select(happened => happened.Fact)
                .OfType<Fact.Arrived>()
                .Where(fact => (fact.Channel, fact.Name) == (key.Channel, key.Name))
                .Select(fact => fact.Data)
                .ToList();
            var hasEnded = own[^1].History is [.., { Fact: Fact.Ended }];
            var isPrefix = arrived.Count <= contents.Count && arrived.SequenceEqual(contents.Take(arrived.Count));
            if (!isPrefix || !hasEnded && isDrained && arrived.Count < contents.Count)
            {
                return new(
                    Law,
                    $"{key.Channel} {key.Name} of {key.To}: sent was {List(contents)}, and there arrived {List(arrived)}."
                );
            }
        }
        return null;
    }

    static string List(IReadOnlyList<string> contents) =>
        contents.Count == 0 ? "nothing" : string.Join(", ", contents.Select(HistoryText.Cut));

    static Delivery.Data? Data(NewMessage message)
    {
        try
        {
            return WireCodec.DecodeDelivery(message.To, message.Payload) as Delivery.Data;
        }
        catch (CorruptPayloadException)
        {
            // What cannot be read is parked, and another law speaks of that.
            return null;
        }
    }
}

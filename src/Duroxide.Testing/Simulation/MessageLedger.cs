using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>Keeps which events and messages the store has taken, to hold histories against them.</summary>
sealed class MessageLedger
{
    const string Law = "Every message that was sent arrives once, in order.";

    readonly Dictionary<(InstanceId To, Channel Channel, string Name), List<string>> sent = [];
    readonly HashSet<(InstanceId To, Channel Channel, string Name)> unsure = [];
    readonly HashSet<(string From, ExecutionId Execution, EventId First, string Events)> turns = [];

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

    /// <summary>Notes what a stored turn sent; one that is told of again sent it before.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="reach">Which instances took messages before the turn was stored.</param>
    public void Sent(TurnCommit turn, IReadOnlySet<InstanceId> reach)
    {
        if (
            turn.Events is { } events
            && turn.Messages.Any(message => Data(message) is not null)
            && turns.Add(
                (SenderOf(turn.Right), turn.Execution, events.First, Convert.ToBase64String(events.Payload.Span))
            )
        )
        {
            var taken = turn.Messages.Select(message =>
                reach.Contains(message.To) || turn.Starts.Any(start => start.Instance == message.To)
            );
            Sent(turn.Messages, [.. taken], isSure: true);
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
            // Of an instance that was deleted or pruned it is not known what arrived, and a fork keeps what another one was sent.
            if (own.Count == 0 || own[0].Header is { ForkedFrom: not null } or { Execution.Value: not 1 })
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

    static string SenderOf(TurnRight right) =>
        right switch
        {
            TurnRight.Leased leased => $"{leased.Lease.Key}",
            TurnRight.Answering answering => $"{answering.Instance}",
            TurnRight.Starting starting => starting.Instance.Instance.Value,
        };

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

using System.Collections.Immutable;

namespace Duroxide.Core;

/// <summary>What is known of an execution: the fold of its header and its history, without any program.</summary>
public sealed record ExecutionState
{
    /// <summary>The id of the last event; <see cref="EventId.None"/> before the first.</summary>
    public EventId LastId { get; init; }

    /// <summary>The time of the last event.</summary>
    public Timestamp LastTime { get; init; }

    /// <summary>How large the history is: its texts in UTF-8, and 64 bytes an event.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>What the execution began as; null before it began.</summary>
    public Fact.Started? Started { get; init; }

    /// <summary>When the execution began; the earliest time before it began.</summary>
    public Timestamp Began { get; init; }

    /// <summary>How large the history may grow, however low the limits become meanwhile; null before the execution began.</summary>
    public HistoryLimit? Room => Started is { } started ? started.Limit ?? HistoryLimit.Usual : null;

    /// <summary>The operations without an answer, by id.</summary>
    public ValueMap<EventId, Operation> Open { get; init; }

    /// <summary>The open waits and unread messages of every event name and queue.</summary>
    internal ValueMap<Address, Mailbox> Mailboxes { get; init; }

    /// <summary>The messages that waits received and the code may not have read, each of which may yet be given back.</summary>
    /// <remarks>Reading leaves no event, so the fold of a history keeps them all; a live execution forgets what was read.</remarks>
    internal ValueMap<EventId, TakenMessage> Taken { get; init; }

    /// <summary>The values.</summary>
    public ValueMap<string, StoredValue> Values { get; init; }

    /// <summary>The tags.</summary>
    public ValueMap<string, string> Tags { get; init; }

    /// <summary>The status; null for none.</summary>
    public string? Status { get; init; }

    /// <summary>The patches whose new code this execution runs.</summary>
    public ValueMap<string, EventId> Patches { get; init; }

    /// <summary>Why the execution is to end for a cause outside its code; null while there is none.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>How the execution ended; null while it continues.</summary>
    public Ending? Ending { get; init; }

    /// <summary>The state before the first event: the header's values, tags, status and carried messages.</summary>
    internal static ExecutionState Initial(Header header)
    {
        var state = new ExecutionState
        {
            Values = header.Values,
            Tags = header.Tags,
            Status = header.Status,
        };
        // Carried messages are older than any event of this history, so their places are negative.
        var place = -(long)header.Carried.Count;
        foreach (var message in header.Carried)
        {
            var address = new Address(Channel.Queue, message.Queue);
            var mailbox = state.MailboxOf(address).Put(place++, message.Data);
            state = state with { Mailboxes = state.Mailboxes.Set(address, mailbox) };
        }
        return state;
    }

    /// <summary>The state once the code has read the message of a wait, which then is never given back.</summary>
    internal ExecutionState WithoutTaken(EventId wait) =>
        Taken.ContainsKey(wait) ? this with { Taken = Taken.Remove(wait) } : this;

    /// <summary>The mailbox of a name; an empty one when nothing was said of the name yet.</summary>
    internal Mailbox MailboxOf(Address address) =>
        Mailboxes.TryGetValue(address, out var mailbox) ? mailbox : Mailbox.Empty;

    /// <summary>The unread messages of all queues, oldest first: what continue-as-new takes along.</summary>
    public ValueList<CarriedMessage> Unread() =>
        Mailboxes
            .Where(entry => entry.Key.Channel == Channel.Queue)
            .SelectMany(entry =>
                entry.Value.Messages.Select(m => (Place: m.Key, Message: new CarriedMessage(entry.Key.Name, m.Value)))
            )
            .OrderBy(unread => unread.Place)
            .Select(unread => unread.Message)
            .ToValueList();
}

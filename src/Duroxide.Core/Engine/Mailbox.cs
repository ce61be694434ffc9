using System.Collections.Immutable;

namespace Duroxide.Core;

/// <summary>Where data is addressed to within an instance: an event name or a queue.</summary>
/// <param name="Channel">Which of the two name spaces.</param>
/// <param name="Name">The name within it.</param>
readonly record struct Address(Channel Channel, string Name) : IComparable<Address>
{
    /// <summary>Orders addresses by channel, then by the name's code units.</summary>
    public int CompareTo(Address other) =>
        Channel != other.Channel ? Channel.CompareTo(other.Channel) : string.CompareOrdinal(Name, other.Name);
}

/// <summary>The open waits of one name and, for a queue, the messages that nobody has taken; never both.</summary>
/// <param name="Waits">The open waits, in the order in which they were scheduled.</param>
/// <param name="Messages">The untaken messages by their place in the order of arrival.</param>
sealed record Mailbox(ValueMap<EventId, Empty> Waits, ValueMap<long, string> Messages)
{
    /// <summary>The mailbox of which nothing is known yet.</summary>
    public static Mailbox Empty { get; } = new(ValueMap<EventId, Empty>.Empty, ValueMap<long, string>.Empty);

    /// <summary>Adds a wait.</summary>
    public Mailbox Await(EventId wait) => this with { Waits = Waits.Set(wait, default) };

    /// <summary>Removes a wait that was answered or cancelled.</summary>
    public Mailbox Forget(EventId wait) => this with { Waits = Waits.Remove(wait) };

    /// <summary>Adds a message at its place, which for a message given back lies before younger ones.</summary>
    public Mailbox Put(long place, string data) => this with { Messages = Messages.Set(place, data) };

    /// <summary>Removes a message that was taken.</summary>
    public Mailbox Take(long place) => this with { Messages = Messages.Remove(place) };
}

/// <summary>The value of a key that carries none: a map to it is a sorted set.</summary>
readonly record struct Empty;

/// <summary>A message that a wait received, with its place in the order of arrival.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Place">Its place: the arrival's event id, or a negative number for a carried message.</param>
/// <param name="Data">Its encoded data.</param>
sealed record TakenMessage(string Queue, long Place, string Data);

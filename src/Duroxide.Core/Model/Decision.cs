namespace Duroxide.Core;

/// <summary>What a turn adds to the world: to be committed whole, or not at all.</summary>
/// <param name="Events">The new events of the history.</param>
/// <param name="Actions">What is to be carried out, in the order in which it was asked for.</param>
/// <param name="Consumed">How many of the arrivals are used up, from the first on; the rest belongs to the next execution, and so does what is held.</param>
public sealed record Decision(ValueList<HistoryEvent> Events, ValueList<OrchestrationAction> Actions, int Consumed)
{
    /// <summary>The places among the consumed of messages for which there was no room, in order: they stay in the store's queue.</summary>
    public ValueList<int> Held { get; init; }

    /// <summary>Whether there is room by now for a message that the store holds: those are to be put back into the queue.</summary>
    public bool TakesHeld { get; init; }

    /// <summary>How the execution ended in this turn; null while it continues.</summary>
    public Ending? Ending { get; init; }

    /// <summary>What the next execution starts from, at the time of the ending; null unless it continued as new.</summary>
    public Header? Next { get; init; }

    /// <summary>The change of the published status; null when the turn did not touch it.</summary>
    public StatusChange? Status { get; init; }

    /// <summary>The changes of values, in order of the keys.</summary>
    public ValueList<ValueChange> Values { get; init; }

    /// <summary>The changes of tags, in order of the names.</summary>
    public ValueList<TagChange> Tags { get; init; }

    /// <summary>What the code traced, to be written once the decision is committed.</summary>
    public ValueList<TraceLine> Traces { get; init; }
}

/// <summary>The last status that a turn set.</summary>
/// <param name="Text">The status; null when it was taken away.</param>
public sealed record StatusChange(string? Text);

/// <summary>What a turn made of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value; null when it was removed.</param>
public sealed record ValueChange(string Key, StoredValue? Value);

/// <summary>What a turn made of one tag.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The new value; null when it was taken away.</param>
public sealed record TagChange(string Name, string? Value);

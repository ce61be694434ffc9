namespace Duroxide.Providers;

/// <summary>All that one turn writes, in one transaction.</summary>
/// <param name="Right">The right by which it is written.</param>
/// <param name="Execution">The execution that the turn belongs to.</param>
/// <param name="Status">The status of that execution after the turn.</param>
public sealed record TurnCommit(TurnRight Right, ExecutionId Execution, ExecutionStatus Status)
{
    /// <summary>The new events; null when there are none.</summary>
    public EventBatch? Events { get; init; }

    /// <summary>The messages used up; none unless the turn is <see cref="TurnRight.Leased"/>, by <see cref="StoredMessage.Id"/>. When the instance ends for good all its messages and timers go, parked ones too.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>Messages for which the instance has no room: they are held, so that they are not fetched and do not make it ready.</summary>
    /// <remarks>A commit that sets <see cref="ReleasesHeld"/>, or starts the next execution, puts them back where they were in the queue.</remarks>
    public IReadOnlyList<HeldMessage> Held { get; init; } = [];

    /// <summary>Whether the messages that were held before are put back into the queue.</summary>
    public bool ReleasesHeld { get; init; }

    /// <summary>Messages that cannot be read and are set aside, each with the reason.</summary>
    public IReadOnlyList<ParkedMessage> Parked { get; init; } = [];

    /// <summary>The version that the execution runs; given with its first turn.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The framework version to pin the execution to; given with its first turn.</summary>
    public SemanticVersion? Pin { get; init; }

    /// <summary>The encoded ending of the execution; null while it continues.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>The start of the next execution, which becomes the current one; null unless it continued as new.</summary>
    public NextExecution? Next { get; init; }

    /// <summary>The change of the custom status, which raises its version by one; null for none.</summary>
    public StatusChange? CustomStatus { get; init; }

    /// <summary>The changes of values.</summary>
    public ValueList<ValueChange> Values { get; init; }

    /// <summary>The changes of tags.</summary>
    public ValueList<TagChange> Tags { get; init; }

    /// <summary>Activities for the workers.</summary>
    public IReadOnlyList<NewActivity> Activities { get; init; } = [];

    /// <summary>Activities to take back, by the event that scheduled them; those already gone are passed over.</summary>
    public IReadOnlyList<EventId> CancelledActivities { get; init; } = [];

    /// <summary>Timers to wait for.</summary>
    public IReadOnlyList<NewTimer> Timers { get; init; } = [];

    /// <summary>Timers to forget, by the event that scheduled them; those already gone are passed over.</summary>
    public IReadOnlyList<EventId> CancelledTimers { get; init; } = [];

    /// <summary>Instances to create, before the messages are sent.</summary>
    public IReadOnlyList<NewInstance> Starts { get; init; } = [];

    /// <summary>Messages to other instances, or to its own, in the order in which they are sent.</summary>
    public IReadOnlyList<NewMessage> Messages { get; init; } = [];
}

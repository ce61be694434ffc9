using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>All that one turn writes, in one transaction.</summary>
/// <param name="Lease">The lease under which it is written.</param>
/// <param name="Execution">The execution that the turn belongs to.</param>
/// <param name="Status">The status of that execution after the turn.</param>
public sealed record TurnCommit(Lease Lease, ExecutionId Execution, ExecutionStatus Status)
{
    /// <summary>The new events; null when there are none.</summary>
    public EventBatch? Events { get; init; }

    /// <summary>The messages used up, by <see cref="StoredMessage.Id"/>. When the instance ends for good all its messages and timers go, parked ones too.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>Messages that cannot be read, taken aside, with the reason.</summary>
    public IReadOnlyList<ParkedMessage> Parked { get; init; } = [];

    /// <summary>The version that the execution runs; given with its first turn.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The framework version to pin the execution to; given with its first turn.</summary>
    public SemanticVersion? Pin { get; init; }

    /// <summary>The encoded ending of the execution; null while it goes on.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>The start of the next execution, which becomes the current one; null unless it continued as new.</summary>
    public NextExecution? Next { get; init; }

    /// <summary>The change of the custom status, which raises its version by one; null for none.</summary>
    public StatusChange? CustomStatus { get; init; }

    /// <summary>The changes of values.</summary>
    public ValueList<ValueChange> Values { get; init; }

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

    /// <summary>Messages to other instances.</summary>
    public IReadOnlyList<NewMessage> Messages { get; init; } = [];
}

/// <summary>The events that one commit adds to a history.</summary>
/// <param name="First">The id of the first event; it follows the last committed one, or the commit is refused.</param>
/// <param name="Last">The id of the last event.</param>
/// <param name="Payload">The encoded events.</param>
public sealed record EventBatch(EventId First, EventId Last, ReadOnlyMemory<byte> Payload);

/// <summary>The execution that follows at continue-as-new.</summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Start">Its encoded header, and the time of the ending before it.</param>
public sealed record NextExecution(string Name, StoredStart Start);

/// <summary>A message that is taken aside.</summary>
/// <param name="Id">The message.</param>
/// <param name="Reason">Why.</param>
public sealed record ParkedMessage(long Id, string Reason);

/// <summary>An activity to be queued.</summary>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="Payload">The encoded work.</param>
public sealed record NewActivity(EventId Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The session it belongs to; null for none.</summary>
    public string? Session { get; init; }

    /// <summary>Its tag; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>How long it may wait for a worker; null for ever. Once a worker took it, it is no longer limited, unless it is given back untouched.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The encoded answer that the instance gets when the time to live is over before a worker took it.</summary>
    public ReadOnlyMemory<byte> OnExpiry { get; init; }
}

/// <summary>A timer to be waited for.</summary>
/// <param name="Id">The event that scheduled it.</param>
/// <param name="FireAt">When it is due; the message it becomes carries this time.</param>
/// <param name="Payload">The encoded delivery that it becomes.</param>
public sealed record NewTimer(EventId Id, Timestamp FireAt, ReadOnlyMemory<byte> Payload);

/// <summary>An instance to be created, stamped with the store's time.</summary>
/// <param name="Instance">Its id.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Header">The encoded header.</param>
public sealed record NewInstance(InstanceId Instance, string Name, ReadOnlyMemory<byte> Header)
{
    /// <summary>The parent; null for a root.</summary>
    public InstanceId? Parent { get; init; }

    /// <summary>What to send when the id exists already; null to say nothing.</summary>
    public NewMessage? IfExists { get; init; }
}

/// <summary>A message to be put into an instance's queue.</summary>
/// <param name="To">The instance; nothing happens when it does not exist or has ended for good.</param>
/// <param name="Payload">The encoded delivery.</param>
public sealed record NewMessage(InstanceId To, ReadOnlyMemory<byte> Payload);

namespace Duroxide;

/// <summary>Something that an instance has asked for and not been answered.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The event that asked for it.</param>
/// <param name="Name">The name of the activity, orchestration, event or queue; empty for a timer.</param>
/// <param name="Since">When it was asked for.</param>
public sealed record InstanceWait(WaitKind Kind, EventId Id, string Name, DateTimeOffset Since)
{
    /// <summary>The encoded input of an activity or a child, cut off behind 100 characters; null for the others.</summary>
    public string? Input { get; init; }

    /// <summary>When a timer is due; null for the others.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The child that is waited for; null for the others.</summary>
    public InstanceId? Child { get; init; }

    /// <summary>Which try of a retried call an activity is, counted from 1; 0 for the others.</summary>
    public int Attempt { get; init; }

    /// <summary>How often workers have taken this try of an activity; 0 for the others.</summary>
    public int Taken { get; init; }

    /// <summary>Whether a worker has the activity now; false for the others.</summary>
    public bool IsLeased { get; init; }
}

/// <summary>What kind of thing an instance waits for.</summary>
public enum WaitKind
{
    /// <summary>The answer of an activity.</summary>
    Activity,

    /// <summary>A timer.</summary>
    Timer,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A message of a queue.</summary>
    Message,

    /// <summary>The answer of a child.</summary>
    SubOrchestration,
}

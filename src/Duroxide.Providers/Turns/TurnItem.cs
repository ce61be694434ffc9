namespace Duroxide.Providers;

/// <summary>A leased instance and what it has to react to.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Its current execution.</param>
/// <param name="LastEvent">The id of the last committed event; <see cref="EventId.None"/> before the first turn.</param>
/// <param name="Messages">The visible messages, as many as were asked for, by their time and then their number; possibly none at the first turn of an execution.</param>
/// <param name="Attempt">How often this work was fetched without a commit, this time included.</param>
public sealed record TurnItem(
    Lease Lease,
    InstanceId Instance,
    ExecutionId Execution,
    EventId LastEvent,
    IReadOnlyList<StoredMessage> Messages,
    int Attempt
)
{
    /// <summary>How many bytes its start and its messages have.</summary>
    public long Bytes => (Start?.Header.Length ?? 0) + Messages.Sum(message => (long)message.Payload.Length);

    /// <summary>What the execution starts from and when it was asked to start, given with the first turn only.</summary>
    public StoredStart? Start { get; init; }

    /// <summary>
    /// The cancel requests that waited already when the commit before began this execution, given with its first turn only,
    /// however many messages are before them; they are among the messages too.
    /// </summary>
    public IReadOnlyList<StoredMessage> EarlyCancels { get; init; } = [];

    /// <summary>The oldest message of each queue of which some are held, in no order; they stay held: see <see cref="TurnCommit.Held"/>.</summary>
    public IReadOnlyList<StoredMessage> FirstHeld { get; init; } = [];

    /// <summary>The framework version to which the execution is pinned; null before its first turn.</summary>
    public SemanticVersion? Pin { get; init; }
}

using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>How turns are fetched.</summary>
/// <param name="Max">The most instances to lease.</param>
/// <param name="Lease">How long the leases last.</param>
/// <param name="Wait">How long to wait for the first one.</param>
public sealed record TurnFetch(int Max, TimeSpan Lease, TimeSpan Wait)
{
    /// <summary>The framework versions whose executions can be replayed; null for any, empty for none. An execution without a pin fits always.</summary>
    public ValueList<VersionRange>? Capabilities { get; init; }

    /// <summary>The most messages of one instance; those behind them wait for its next turn. Default 1,000.</summary>
    public int MaxMessages { get; init; } = 1000;

    /// <summary>The most bytes of starts and messages that one fetch brings; what is beyond them waits for the next fetch, or the next turn. Default 64 MiB.</summary>
    /// <remarks>A first message that is longer than what is left comes all the same, so that every turn has something to do.</remarks>
    public long MaxBytes { get; init; } = 64L * 1024 * 1024;
}

/// <summary>A range of framework versions, both ends included; a pre-release counts as its release.</summary>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest.</param>
public sealed record VersionRange(SemanticVersion Min, SemanticVersion Max)
{
    /// <summary>Whether a version lies in the range.</summary>
    public bool Includes(SemanticVersion version) => Order(Min, version) <= 0 && Order(version, Max) <= 0;

    static int Order(SemanticVersion one, SemanticVersion other) =>
        (one.Major, one.Minor, one.Patch).CompareTo((other.Major, other.Minor, other.Patch));
}

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

    /// <summary>The framework version to which the execution is pinned; null before its first turn.</summary>
    public SemanticVersion? Pin { get; init; }
}

/// <summary>A stored header.</summary>
/// <param name="Header">The encoded header.</param>
/// <param name="Time">When the execution was asked to start.</param>
public sealed record StoredStart(ReadOnlyMemory<byte> Header, Timestamp Time);

/// <summary>A message in an instance's queue.</summary>
/// <param name="Id">The store's number of the message; order of arrival among messages of one time.</param>
/// <param name="Time">When it arrived; for a timer, when it was due.</param>
/// <param name="Payload">The encoded delivery.</param>
public sealed record StoredMessage(long Id, Timestamp Time, ReadOnlyMemory<byte> Payload);

/// <summary>An execution as it is stored.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Which of its executions.</param>
/// <param name="Start">Its header.</param>
/// <param name="Batches">The encoded events, one batch a commit, in order.</param>
public sealed record StoredExecution(
    InstanceId Instance,
    ExecutionId Execution,
    StoredStart Start,
    IReadOnlyList<ReadOnlyMemory<byte>> Batches
);

/// <summary>Gives a lease back without a commit.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Delay">How long the instance stays hidden, with whatever arrives meanwhile.</param>
/// <param name="CountAttempt">Whether the attempt stays counted.</param>
public sealed record TurnRelease(Lease Lease, TimeSpan Delay, bool CountAttempt)
{
    /// <summary>Why the instance is parked until somebody releases it; null to leave it in the queue.</summary>
    public string? Park { get; init; }
}

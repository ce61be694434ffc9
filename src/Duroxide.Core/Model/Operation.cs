namespace Duroxide.Core;

/// <summary>What an orchestration asks for and later gets an answer to.</summary>
/// <remarks>The same value stands in the decision and in the history, so that replay compares the two as values.</remarks>
public partial record Operation
{
    Operation() { }

    /// <summary>Run a piece of ordinary code, at least once, and record its result once.</summary>
    /// <param name="Name">The name under which the activity is registered.</param>
    /// <param name="Input">The encoded input.</param>
    public sealed record Activity(string Name, string Input) : Operation
    {
        /// <summary>The session whose owner runs the activity; null when any worker may.</summary>
        public string? Session { get; init; }

        /// <summary>The tag that a worker must serve to run the activity; null for an untagged one. Not a tag of the instance.</summary>
        public string? Tag { get; init; }

        /// <summary>Which try of a retried call this is, counted from 1.</summary>
        public int Attempt { get; init; } = 1;

        /// <summary>The event that asked for the first try of a retried call; null for a first try. Replay does not compare it.</summary>
        public EventId? FirstAttempt { get; init; }

        /// <summary>How long the activity may wait for a worker before it fails; null to wait for ever.</summary>
        public TimeSpan? TimeToLive { get; init; }
    }

    /// <summary>Be answered after a delay, counted from the time of the event being reacted to.</summary>
    /// <param name="Delay">The delay; zero is answered in a later turn, too.</param>
    public sealed record Timer(TimeSpan Delay) : Operation;

    /// <summary>Receive the next event of a name that arrives while this wait is open.</summary>
    /// <param name="Name">The name of the event.</param>
    public sealed record Event(string Name) : Operation;

    /// <summary>Take the earliest unread message of a queue, also one that arrived before.</summary>
    /// <param name="Queue">The name of the queue.</param>
    public sealed record Message(string Queue) : Operation;

    /// <summary>Run another orchestration as a child, and get its result.</summary>
    /// <param name="Name">The name under which the child is registered.</param>
    /// <param name="Input">The encoded input.</param>
    public sealed record SubOrchestration(string Name, string Input) : Operation
    {
        /// <summary>The instance id of the child, used as it is; null for one derived from the parent's.</summary>
        public InstanceId? Instance { get; init; }

        /// <summary>The version to start; null for the one that the registry's policy names. Replay does not compare it.</summary>
        public SemanticVersion? Version { get; init; }

        /// <summary>The tags that the child starts with.</summary>
        public ValueMap<string, string> Tags { get; init; }
    }
}

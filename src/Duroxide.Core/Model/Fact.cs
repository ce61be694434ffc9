namespace Duroxide.Core;

/// <summary>What a history event says happened.</summary>
public partial record Fact
{
    Fact() { }

    /// <summary>The execution began, with what its <see cref="Header"/> holds; always the first event.</summary>
    /// <param name="Name">The orchestration's name.</param>
    /// <param name="Version">The version that this execution runs for its whole life.</param>
    /// <param name="Parent">The call that waits for the result; null for a root.</param>
    public sealed record Started(string Name, SemanticVersion Version, ParentLink? Parent) : Fact
    {
        /// <summary>How large the history may grow, however low the limits become meanwhile; null for the default, 100,000 events and 256 MiB.</summary>
        public HistoryLimit? Limit { get; init; }

        /// <summary>The reason of a cancel request that came before the execution began: it ends right here, and its code never runs. Null for none.</summary>
        public string? Cancelled { get; init; }
    }

    /// <summary>The code asked for an operation; the event's id is the operation's id.</summary>
    /// <param name="Operation">What it asked for.</param>
    public sealed record Scheduled(Operation Operation) : Fact;

    /// <summary>The code asked for an effect, and it took place.</summary>
    /// <param name="Effect">What it asked for.</param>
    public sealed record Applied(Effect Effect) : Fact;

    /// <summary>An open activity, timer or child was answered.</summary>
    /// <param name="Of">The event that scheduled the operation.</param>
    /// <param name="Outcome">The answer.</param>
    public sealed record Resolved(EventId Of, Outcome Outcome) : Fact;

    /// <summary>An event was raised, or a message enqueued, from outside.</summary>
    /// <param name="Channel">Which of the two.</param>
    /// <param name="Name">The name of the event or queue.</param>
    /// <param name="Data">The encoded data.</param>
    public sealed record Arrived(Channel Channel, string Name, string Data) : Fact;

    /// <summary>The execution is to end for a cause outside its code.</summary>
    /// <param name="Cause">The cause.</param>
    public sealed record Interrupted(Interruption Cause) : Fact;

    /// <summary>The execution ended; always the last event.</summary>
    /// <param name="Ending">How.</param>
    public sealed record Ended(Ending Ending) : Fact;
}

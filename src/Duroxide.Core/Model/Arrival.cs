namespace Duroxide.Core;

/// <summary>Something that reached an instance from outside.</summary>
/// <param name="Time">When it arrived, stamped once by the store; for a timer, when it was due.</param>
/// <param name="Delivery">What it is.</param>
public sealed record Arrival(Timestamp Time, Delivery Delivery);

/// <summary>What can reach an instance from outside.</summary>
public partial record Delivery
{
    Delivery() { }

    /// <summary>The execution is to begin; what comes before it is dropped, and so is a second one.</summary>
    public sealed record Start : Delivery
    {
        /// <summary>The reason of a cancel request that came before the execution began, so that it ends before its code runs; null for none.</summary>
        public string? Cancelled { get; init; }
    }

    /// <summary>An operation was answered; an answer for a closed or unknown operation is dropped.</summary>
    /// <param name="Execution">The execution that asked.</param>
    /// <param name="Of">The event that scheduled the operation.</param>
    /// <param name="Outcome">The answer.</param>
    public sealed record Answer(ExecutionId Execution, EventId Of, Outcome Outcome) : Delivery;

    /// <summary>An event was raised or a message enqueued; never deduplicated, always recorded.</summary>
    /// <param name="Channel">Which of the two.</param>
    /// <param name="Name">The name of the event or queue.</param>
    /// <param name="Content">The encoded data.</param>
    public sealed record Data(Channel Channel, string Name, string Content) : Delivery;

    /// <summary>The instance is to be cancelled; no more of its code runs.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Cancel(string Reason) : Delivery
    {
        /// <summary>The call that is given up; an instance that another call started, or none, drops it. Null when a client asks.</summary>
        public ParentLink? From { get; init; }
    }

    /// <summary>The system gives the execution up; no more of its code runs.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record GiveUp(Failure Failure) : Delivery
    {
        /// <summary>The execution that is meant, so that another one drops it; null for whichever runs.</summary>
        public ExecutionId? Execution { get; init; }

        /// <summary>When the execution that is meant started, since the id of a deleted instance may be used again; null for whenever it did.</summary>
        public Timestamp? Since { get; init; }
    }
}

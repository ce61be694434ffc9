namespace Duroxide.Core;

/// <summary>What the runtime has to carry out once a decision is committed.</summary>
public partial record OrchestrationAction
{
    OrchestrationAction() { }

    /// <summary>Give an activity to a worker.</summary>
    /// <param name="Id">The event that scheduled it.</param>
    /// <param name="Activity">The activity.</param>
    public sealed record DispatchActivity(EventId Id, Operation.Activity Activity) : OrchestrationAction;

    /// <summary>Answer a timer when it is due.</summary>
    /// <param name="Id">The event that scheduled it.</param>
    /// <param name="FireAt">When it is due.</param>
    public sealed record StartTimer(EventId Id, Timestamp FireAt) : OrchestrationAction;

    /// <summary>Start a child orchestration.</summary>
    /// <param name="Header">What the child starts from, its parent link included.</param>
    public sealed record StartChild(Header Header) : OrchestrationAction;

    /// <summary>Start an independent orchestration.</summary>
    /// <param name="Header">What it starts from.</param>
    public sealed record StartDetached(Header Header) : OrchestrationAction;

    /// <summary>Take an activity back: queued it is never run, running it is told to stop.</summary>
    /// <param name="Id">The event that scheduled it.</param>
    public sealed record CancelActivity(EventId Id) : OrchestrationAction;

    /// <summary>Forget a timer.</summary>
    /// <param name="Id">The event that scheduled it.</param>
    public sealed record CancelTimer(EventId Id) : OrchestrationAction;

    /// <summary>Ask a child to end.</summary>
    /// <param name="By">The call that is given up.</param>
    /// <param name="Instance">The child.</param>
    /// <param name="Reason">Why.</param>
    public sealed record CancelChild(ParentLink By, InstanceId Instance, string Reason) : OrchestrationAction;

    /// <summary>Answer the parent that waits for this instance.</summary>
    /// <param name="Parent">The call that waits.</param>
    /// <param name="Outcome">The answer.</param>
    public sealed record NotifyParent(ParentLink Parent, Outcome Outcome) : OrchestrationAction;
}

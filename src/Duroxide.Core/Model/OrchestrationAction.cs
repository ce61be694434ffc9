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

    /// <summary>Start an orchestration: a child, or an independent one.</summary>
    /// <param name="Header">What it starts from; a child's has a parent.</param>
    public sealed record StartOrchestration(Header Header) : OrchestrationAction;

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

    /// <summary>Send data to an instance, after whatever the same decision starts.</summary>
    /// <param name="Instance">The instance, which may be the one that decides; nothing happens when it does not exist or has ended.</param>
    /// <param name="Data">What is raised or enqueued there.</param>
    public sealed record SendData(InstanceId Instance, Delivery.Data Data) : OrchestrationAction;
}

namespace Duroxide.Testing;

/// <summary>Turns what came from outside, as history has it, back into what arrived.</summary>
static class Arrivals
{
    /// <summary>The delivery that became this event; null for what the code asked for, and for a divergence.</summary>
    public static Delivery? Of(ExecutionId execution, Fact fact) =>
        fact switch
        {
            Fact.Started => new Delivery.Start(),
            Fact.Resolved resolved => new Delivery.Answer(execution, resolved.Of, resolved.Outcome),
            Fact.Arrived arrived => new Delivery.Data(arrived.Channel, arrived.Name, arrived.Data),
            Fact.Interrupted { Cause: Interruption.CancelRequested cancel } => new Delivery.Cancel(cancel.Reason),
            Fact.Interrupted { Cause: Interruption.GivenUp failed } => new Delivery.GiveUp(failed.Failure),
            Fact.Interrupted { Cause: Interruption.Diverged } => null,
            Fact.Scheduled or Fact.Applied or Fact.Ended => null,
        };
}

namespace Duroxide.Core.Tests;

/// <summary>What tests say of decisions, in short words.</summary>
static class Expect
{
    public static void Adds(this Decision decision, params Fact[] facts) =>
        Assert.Equal(facts, decision.Events.Select(happened => happened.Fact));

    public static void Does(this Decision decision, params OrchestrationAction[] actions) =>
        Assert.Equal(actions, decision.Actions);

    /// <summary>The cancelling of child 'kid', which instance 'i' started in its first execution.</summary>
    public static OrchestrationAction CancelsKid(long call, string reason) =>
        new OrchestrationAction.CancelChild(new("i", ExecutionId.First, new(call)), "kid", reason);

    public static void AddsNothing(this Decision decision)
    {
        decision.Adds();
        decision.Does();
    }

    public static Failure FailureOf(this Instance instance) => Assert.IsType<Ending.Failed>(instance.Ending).Failure;

    public static string Warning(this Decision decision) =>
        Assert.Single(decision.Traces, line => line.Level == TraceLevel.Warning).Message;
}

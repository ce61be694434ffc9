using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Lets a replica take the place of the instance that it follows. The old one is fenced first: it is wanted down from then on,
/// whatever happens, so that there are never two that write. Its row says which one has its place.
/// </summary>
public static class FailOverFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<FailOver> Orchestration { get; } = new(Names.Orchestration + "fail-over", RunAsync);

    private static async Task RunAsync(OrchestrationContext ctx, FailOver input)
    {
        await ctx.ClaimAsync(
            [input.Primary, input.Replica],
            InstanceState.Running,
            InstanceState.Stopped,
            InstanceState.Failed
        );
        var reason = await Work.TryAsync(() => PromoteAsync(ctx, input));
        if (reason is not null)
        {
            var told = $"The fail-over from {input.Primary} to {input.Replica} failed: {reason}";
            await ctx.FailAsync(input.Primary, state: null, told);
            await ctx.FailAsync(input.Replica, state: null, told);
            throw new OrchestrationFailedException(told);
        }
        var place = new TakeOverStep(input.Primary, input.Replica, ctx.Operation(), ctx.UtcNow, input.Reason);
        await ctx.ScheduleActivity(CmsSteps.TakeOver, place, Work.Stubbornly);
        await ctx.TellAsync(input.Primary, Names.InstanceChanged);
        await ctx.TellAsync(input.Replica, Names.InstanceChanged);
        ctx.SetCustomStatus($"{input.Replica} has the place of {input.Primary}.");
    }

    private static async Task PromoteAsync(OrchestrationContext ctx, FailOver input)
    {
        var replica = await ctx.GetAsync(input.Replica);
        if (replica is not { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
        {
            throw new OrchestrationFailedException($"{input.Replica} does not run. Start it first.");
        }
        if (replica.Follows != input.Primary)
        {
            throw new OrchestrationFailedException($"{input.Replica} does not follow {input.Primary}.");
        }
        var fenced = new OperationStep(input.Primary, ctx.Operation(), ctx.UtcNow);
        await ctx.ScheduleActivity(CmsSteps.Fence, fenced, Work.Stubbornly);
        await ctx.DoAsync("fencing the old primary", Steps.Fence, input.Primary);
        await ctx.DoAsync("promoting the replica", Steps.Promote, input.Replica);
        ctx.SetCustomStatus("testing the connection");
        var target = new Target(endpoint, password);
        var pulse = await ctx.ScheduleActivity(Steps.TestConnection, target, Work.Patiently);
        if (pulse.IsFollower)
        {
            throw new OrchestrationFailedException($"{input.Replica} was promoted, and still follows. Read its log.");
        }
    }
}

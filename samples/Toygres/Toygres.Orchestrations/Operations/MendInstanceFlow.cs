using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes an instance what it is wanted to be: what is wanted up is started, what is wanted down is stopped, and of what could not
/// be made nothing is left. What has lost its data has failed.
/// </summary>
public static class MendInstanceFlow
{
    /// <summary>The orchestration. It says what it did.</summary>
    public static Orchestration<Operation, string> Orchestration { get; } =
        new(Names.Orchestration + "mend-instance", RunAsync);

    private static async Task<string> RunAsync(OrchestrationContext ctx, Operation input)
    {
        var message = "Nothing was to be done.";
        await ctx.OperateAsync(
            input.Name,
            [InstanceState.Running, InstanceState.Stopped, InstanceState.Failed],
            failed: null,
            async row =>
            {
                var seen = await ctx.ScheduleActivity(Steps.Check, input.Name, Work.Patiently);
                var settled = await MendAsync(ctx, row, seen, input.Pace);
                message = settled.Message;
                return settled;
            }
        );
        var resolved = new OperationStep(input.Name, message, ctx.UtcNow);
        await ctx.ScheduleActivity(CmsSteps.ResolveDrifts, resolved, Work.Stubbornly);
        return message;
    }

    private static async Task<SettleStep> MendAsync(
        OrchestrationContext ctx,
        Instance row,
        ObservedState seen,
        Pace pace
    )
    {
        switch (row.State)
        {
            case InstanceState.Running when seen is ObservedState.Stopped or ObservedState.Starting:
                var endpoint = await ctx.RunAsync(row.Name, pace);
                return ctx.Settled(row.Name, row.State, "It was down, and runs again.") with { Endpoint = endpoint };
            case InstanceState.Running
            or InstanceState.Stopped when seen is ObservedState.Missing or ObservedState.Orphan:
                const string Lost = "It has lost its data. Restore it from an image, or delete it.";
                return ctx.Settled(row.Name, InstanceState.Failed, Lost) with { Failure = Lost };
            case InstanceState.Stopped when seen is ObservedState.Ready or ObservedState.Starting:
                await ctx.DoAsync("stopping the server", Steps.Stop, row.Name);
                return ctx.Settled(row.Name, row.State, "It ran, and is stopped again.");
            case InstanceState.Failed when row.Started is null && seen is not ObservedState.Missing:
                await ctx.DoAsync("taking away what is left", Steps.Delete, row.Name);
                return ctx.Settled(row.Name, row.State, "What was left of it is gone.");
            default:
                return ctx.Settled(row.Name, row.State, "It is as it should be.");
        }
    }
}

using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Ends the server of an instance, which keeps its data.</summary>
public static class StopInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Operation> Orchestration { get; } =
        new(Names.Orchestration + "stop-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, Operation input) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Running, InstanceState.Failed],
            InstanceState.Failed,
            async _ =>
            {
                await ctx.DoAsync("stopping the server", Steps.Stop, input.Name);
                return ctx.Settled(input.Name, InstanceState.Stopped, "It is stopped.");
            }
        );
}

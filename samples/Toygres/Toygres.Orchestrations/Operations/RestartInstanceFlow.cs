using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Stops an instance and starts it again.</summary>
public static class RestartInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Operation> Orchestration { get; } =
        new(Names.Orchestration + "restart-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, Operation input) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Running, InstanceState.Failed],
            InstanceState.Failed,
            async _ =>
            {
                await ctx.DoAsync("stopping the server", Steps.Stop, input.Name);
                var endpoint = await ctx.RunAsync(input.Name, input.Pace);
                return ctx.Settled(input.Name, InstanceState.Running, "It runs again.") with { Endpoint = endpoint };
            }
        );
}

using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Starts an instance that is stopped, or that failed.</summary>
public static class StartInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Operation> Orchestration { get; } =
        new(Names.Orchestration + "start-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, Operation input) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Stopped, InstanceState.Failed],
            InstanceState.Failed,
            async _ =>
            {
                // Who asks for the start of an instance that was replaced wants it as one of its own.
                await ctx.DoAsync("taking down the fence", Steps.Unfence, input.Name);
                var endpoint = await ctx.RunAsync(input.Name, input.Pace);
                return ctx.Settled(input.Name, InstanceState.Running, "It runs.") with { Endpoint = endpoint };
            }
        );
}

using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Released;

/// <summary>
/// How instances were watched in 1.0.0: from any node, each time over a new connection, and with no word of what happened in
/// between. A stopped server took half a minute to be noticed, and a deleted one looked ill before it was gone. What runs of it
/// becomes the present one where it continues as new.
/// </summary>
public static class InstanceActor100
{
    private const int RoundsPerExecution = 20;

    private static readonly ActivityOptions Look = new()
    {
        Timeout = TimeSpan.FromSeconds(30),
        Retry = RetryPolicy.Linear(TimeSpan.FromSeconds(1), attempts: 3) with { RetryTimeouts = true },
    };

    /// <summary>The orchestration.</summary>
    public static Orchestration<ActorState> Orchestration { get; } =
        new(Names.Orchestration + "instance-actor", RunAsync);

    private static async Task RunAsync(OrchestrationContext<ActorState, Unit> ctx, ActorState state)
    {
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            var row = await ctx.ScheduleActivity(CmsSteps.Find, state.Name, Work.Patiently);
            if (row is null or { State: InstanceState.Deleted })
            {
                return;
            }
            if (row is { State: InstanceState.Running, Endpoint: { } endpoint, Password: { } password })
            {
                await LookAsync(ctx, row.Name, new Target(endpoint, password));
            }
            await ctx.ScheduleTimer(TimeSpan.FromSeconds(state.Pace.HealthSeconds));
        }
        await ctx.ContinueAsNew(state);
    }

    private static async Task LookAsync(OrchestrationContext ctx, InstanceName name, Target target)
    {
        Pulse? pulse = null;
        var error = await Work.TryAsync(async () =>
            pulse = await ctx.ScheduleActivity(Steps.TestConnection, target, Look)
        );
        var health = error is null ? Health.Healthy : Health.Unhealthy;
        var check = new HealthCheck(name, health, ctx.UtcNow) { Pulse = pulse, Error = error };
        await ctx.ScheduleActivity(CmsSteps.RecordHealth, check, Work.Patiently);
    }
}

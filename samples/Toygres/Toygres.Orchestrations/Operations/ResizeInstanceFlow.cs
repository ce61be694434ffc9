using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Gives an instance another size. One that runs is restarted; when that fails it gets its old size back.</summary>
public static class ResizeInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<ResizeInstance> Orchestration { get; } =
        new(Names.Orchestration + "resize-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, ResizeInstance input) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Running, InstanceState.Stopped],
            failed: null,
            async row =>
            {
                await CheckFollowersAsync(ctx, row, input.Size);
                await ctx.DoAsync("writing the size", Steps.Resize, new ClusterSpec(input.Name, input.Size));
                var settled = ctx.Settled(input.Name, row.State, "It has another size.") with { Size = input.Size };
                if (row.State is InstanceState.Stopped)
                {
                    return settled;
                }
                Endpoint? endpoint = null;
                var reason = await Work.TryAsync(async () => endpoint = await RestartAsync(ctx, input));
                if (reason is not null)
                {
                    await ctx.DoAsync(
                        "going back to the old size",
                        Steps.Resize,
                        new ClusterSpec(input.Name, row.Size)
                    );
                    await RestartAsync(ctx, input);
                    throw new OrchestrationFailedException(
                        $"{input.Name} has its old size again, because it did not run with another one: {reason}"
                    );
                }
                return settled with { Endpoint = endpoint, At = ctx.UtcNow };
            }
        );

    // A follower takes at least as many sessions as the one that it follows, or PostgreSQL does not let it follow.
    private static async Task CheckFollowersAsync(OrchestrationContext ctx, Instance row, InstanceSize size)
    {
        var all = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Stubbornly);
        if (
            all.FirstOrDefault(other => other.Name == row.Follows && other.Size.Connections > size.Connections) is
            { } leader
        )
        {
            throw new OrchestrationFailedException(
                $"{row.Name} follows {leader.Name}, and takes at least its {leader.Size.Connections} connections."
            );
        }
        if (
            all.FirstOrDefault(other => other.Follows == row.Name && other.Size.Connections < size.Connections) is
            { } follower
        )
        {
            throw new OrchestrationFailedException(
                $"{follower.Name} follows {row.Name} with {follower.Size.Connections} connections. Give it more first."
            );
        }
    }

    private static async Task<Endpoint> RestartAsync(OrchestrationContext ctx, ResizeInstance input)
    {
        await ctx.DoAsync("stopping the server", Steps.Stop, input.Name);
        return await ctx.RunAsync(input.Name, input.Pace);
    }
}

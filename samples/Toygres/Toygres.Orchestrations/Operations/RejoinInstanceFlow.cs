using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes an instance that lost its place a replica of the one that has it. What it had is lost, for it may hold what the other
/// one never got; its name stays. Neither of the two is touched by others meanwhile.
/// </summary>
public static class RejoinInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<RejoinInstance> Orchestration { get; } =
        new(Names.Orchestration + "rejoin-instance", RunAsync);

    private static async Task RunAsync(OrchestrationContext ctx, RejoinInstance input)
    {
        await ctx.ClaimAsync(
            [input.Name, input.Primary],
            InstanceState.Running,
            InstanceState.Stopped,
            InstanceState.Failed
        );
        SettleStep? settled = null;
        var isGone = false;
        var reason = await Work.TryAsync(async () =>
        {
            var (row, leader) = await CheckAsync(ctx, input);
            isGone = true;
            settled = await FollowAsync(ctx, row, leader, input.Pace);
        });
        if (reason is not null)
        {
            var told = $"{input.Name} could not be made to follow {input.Primary}: {reason}";
            await ctx.FailAsync(input.Name, isGone ? InstanceState.Failed : null, told);
            await ctx.FailAsync(input.Primary, state: null, told);
            throw new OrchestrationFailedException(told);
        }
        await ctx.SettleAsync(ctx.Settled(input.Primary, InstanceState.Running, $"{input.Name} follows it."));
        await ctx.SettleAsync(settled!);
    }

    private static async Task<(Instance Row, Instance Leader)> CheckAsync(
        OrchestrationContext ctx,
        RejoinInstance input
    )
    {
        var row = await ctx.GetAsync(input.Name);
        if (row.State is not (InstanceState.Stopped or InstanceState.Failed))
        {
            throw new OrchestrationFailedException($"{row.Name} runs, and would lose what it has. Stop it first.");
        }
        var all = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Stubbornly);
        if (all.FirstOrDefault(other => other.Follows == row.Name) is { } follower)
        {
            throw new OrchestrationFailedException(
                $"{follower.Name} follows {row.Name}. Delete it first, or fail over to it."
            );
        }
        var leader = await Following.GetLeaderAsync(ctx, input.Primary);
        return Lifecycle.RejoinProblem(row, leader) is { } problem
            ? throw new OrchestrationFailedException(problem)
            : (row, leader);
    }

    private static async Task<SettleStep> FollowAsync(
        OrchestrationContext ctx,
        Instance row,
        Instance leader,
        Pace pace
    )
    {
        var version = row.PasswordVersion + 1;
        var password = SecretReference.Of(row.Name, version);
        await ctx.DoAsync("taking the old data away", Steps.Delete, row.Name);
        var spec = await Following.CopyAsync(ctx, new ClusterSpec(row.Name, row.Size), leader, password);
        var endpoint = await ctx.RunAsync(row.Name, pace);
        ctx.SetCustomStatus("testing the connection");
        await ctx.ScheduleActivity(Steps.TestConnection, new Target(endpoint, password), Work.Patiently);
        return ctx.Settled(row.Name, InstanceState.Running, $"It follows {leader.Name}.") with
        {
            Endpoint = endpoint,
            Size = spec.Size,
            PasswordVersion = version,
            Follows = leader.Name,
        };
    }
}

using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>What the operations have in common that make a replica.</summary>
internal static class Following
{
    /// <summary>Finds an instance that can be followed: it runs, and writes.</summary>
    public static async Task<Instance> GetLeaderAsync(OrchestrationContext ctx, InstanceName primary) =>
        await ctx.GetAsync(primary) switch
        {
            { State: InstanceState.Running, Follows: null, Password: not null } leader => leader,
            { Follows: { } other } => throw new OrchestrationFailedException(
                $"{primary} follows {other}, and cannot be followed. Follow {other}."
            ),
            { State: var state } => throw new OrchestrationFailedException(
                $"{primary} is {state.ToString().ToLowerInvariant()}, and cannot be followed. It must run, and write."
            ),
        };

    /// <summary>Makes a copy that follows, with the password of the one that it follows, and says how large it is.</summary>
    /// <remarks>A follower takes at least as many sessions as the one that it follows, or PostgreSQL does not let it follow.</remarks>
    public static async Task<ClusterSpec> CopyAsync(
        OrchestrationContext ctx,
        ClusterSpec spec,
        Instance leader,
        SecretReference password
    )
    {
        var connections = Math.Max(spec.Size.Connections, leader.Size.Connections);
        var enough = spec with { Size = spec.Size with { Connections = connections } };
        await ctx.DoAsync("sharing the password", Steps.CopyPassword, new CopyPasswordStep(leader.Password!, password));
        await ctx.DoAsync($"copying {leader.Name}", Steps.Replicate, new ReplicateStep(enough, leader.Name));
        return enough;
    }
}

using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Gives an instance a new password, and its replicas with it. A server knows one password at a time, so that between it and the
/// memory of the fleet there is a moment in which who asks the memory is told the old one. All that can fail before stands before
/// it, and the memory hears of it next. What ends there, killed or cancelled, is mended by <see cref="MendInstanceFlow"/>: a
/// server gets the password that its row has. Replicas follow on, for they show another secret to the one that they follow. One
/// that is being made is about to come in by the secret that it would get, and gets it when the server has it.
/// </summary>
public static class RotatePasswordFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Operation> Orchestration { get; } =
        new(Names.Orchestration + "rotate-password", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, Operation input) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Running],
            failed: null,
            async row =>
            {
                if (row.Follows is { } primary)
                {
                    throw new OrchestrationFailedException(
                        $"{row.Name} has the password of {primary}, which it follows. Rotate that one."
                    );
                }
                var version = row.PasswordVersion + 1;
                var password = SecretReference.Of(row.Name, version);
                await ctx.DoAsync("making a password", Steps.EnsurePassword, password);
                var (early, late) = await FindReplicasAsync(ctx, row.Name);
                await ShareAsync(ctx, early, password);
                await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(row.Name, password));
                await NoteAsync(ctx, row.Name, version);
                await ShareAsync(ctx, late, password);
                await Task.WhenAll(early.Concat(late).Select(replica => FollowAsync(ctx, replica)));
                return ctx.Settled(row.Name, InstanceState.Running, "It has a new password.") with
                {
                    PasswordVersion = version,
                };
            }
        );

    // Those that get the new secret before the server has it, and those that get it afterwards.
    private static async Task<(IReadOnlyList<Instance> Early, IReadOnlyList<Instance> Late)> FindReplicasAsync(
        OrchestrationContext ctx,
        InstanceName primary
    )
    {
        var all = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Stubbornly);
        var replicas = all.Where(other => other.Follows == primary).ToList();
        var late = replicas.Where(replica => replica.State is InstanceState.Creating).ToList();
        return late.Count > 0 && ctx.Patched("share-with-the-unmade-last")
            ? ([.. replicas.Except(late)], late)
            : (replicas, []);
    }

    // Nobody is told of the copies yet.
    private static async Task ShareAsync(
        OrchestrationContext ctx,
        IReadOnlyList<Instance> replicas,
        SecretReference password
    )
    {
        foreach (var replica in replicas)
        {
            var copy = new CopyPasswordStep(password, SecretReference.Of(replica.Name, replica.PasswordVersion + 1));
            await ctx.DoAsync($"sharing it with {replica.Name}", Steps.CopyPassword, copy);
        }
    }

    // A replica learns the new password a moment after its primary. One that does not run learns it when it does.
    private static async Task FollowAsync(OrchestrationContext ctx, Instance replica)
    {
        var version = replica.PasswordVersion + 1;
        if (replica is { State: InstanceState.Running, Endpoint: { } endpoint })
        {
            var target = new Target(endpoint, SecretReference.Of(replica.Name, version));
            await Work.TryAsync(async () => await ctx.ScheduleActivity(Steps.TestConnection, target, Work.Patiently));
        }
        await NoteAsync(ctx, replica.Name, version);
    }

    private static async Task NoteAsync(OrchestrationContext ctx, InstanceName name, int version)
    {
        var noted = new FollowPasswordStep(name, version, ctx.UtcNow);
        await ctx.ScheduleActivity(CmsSteps.FollowPassword, noted, Work.Stubbornly);
        await ctx.TellAsync(name, Names.InstanceChanged);
    }
}

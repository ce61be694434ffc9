using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Released;

/// <summary>
/// How passwords were rotated in 1.0.0: the memory heard of the new one when all replicas had followed, and told the old one until
/// then, which the server refused.
/// </summary>
public static class RotatePassword100
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
                await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(row.Name, password));
                var all = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Stubbornly);
                foreach (var replica in all.Where(other => other.Follows == row.Name))
                {
                    var next = replica.PasswordVersion + 1;
                    var copy = new CopyPasswordStep(password, SecretReference.Of(replica.Name, next));
                    await ctx.DoAsync($"telling {replica.Name}", Steps.CopyPassword, copy);
                    await WaitForAsync(ctx, replica, copy.To);
                    var follow = new FollowPasswordStep(replica.Name, next, ctx.UtcNow);
                    await ctx.ScheduleActivity(CmsSteps.FollowPassword, follow, Work.Stubbornly);
                    await ctx.TellAsync(replica.Name, Names.InstanceChanged);
                }
                return ctx.Settled(row.Name, InstanceState.Running, "It has a new password.") with
                {
                    PasswordVersion = version,
                };
            }
        );

    // A replica learns the new password a moment after its primary. One that does not run learns it when it does.
    private static async Task WaitForAsync(OrchestrationContext ctx, Instance replica, SecretReference password)
    {
        if (replica is { State: InstanceState.Running, Endpoint: { } endpoint })
        {
            await Work.TryAsync(async () =>
                await ctx.ScheduleActivity(Steps.TestConnection, new Target(endpoint, password), Work.Patiently)
            );
        }
    }
}

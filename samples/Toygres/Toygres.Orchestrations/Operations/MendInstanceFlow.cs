using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>
/// Makes an instance what it is wanted to be: what is wanted up is started, what is wanted down is stopped, and of what could not
/// be made nothing is left. What has lost its data has failed, and what refuses the password of its row gets that.
/// </summary>
public static class MendInstanceFlow
{
    private const string Right = "It is as it should be.";

    // What PostgreSQL says of a password that is wrong.
    private const string WrongPassword = "28P01:";

    private static readonly ActivityOptions Look = new() { Timeout = TimeSpan.FromSeconds(30) };

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
            case InstanceState.Running when seen is ObservedState.Ready:
                if (ctx.Patched("heal-the-password"))
                {
                    return await HealAsync(ctx, row);
                }
                return ctx.Settled(row.Name, row.State, Right);
            default:
                return ctx.Settled(row.Name, row.State, Right);
        }
    }

    // Who gave it another password may have ended before the memory heard of it. What the memory says is what counts.
    private static async Task<SettleStep> HealAsync(OrchestrationContext ctx, Instance row)
    {
        var settled = ctx.Settled(row.Name, row.State, Right);
        if (
            row is not { Endpoint: { } endpoint, Password: { } password }
            || await KnockAsync(ctx, endpoint, password) is not { } refusal
        )
        {
            return settled;
        }
        // It may be full, or slow. Each refusal was once taken for a wrong password.
        if (!refusal.Contains(WrongPassword, StringComparison.Ordinal) && ctx.Patched("know-a-wrong-password"))
        {
            return settled with { At = ctx.UtcNow, Message = $"It runs, and lets nobody in: {Reason.Plain(refusal)}" };
        }
        if (row.Follows is not { } primary)
        {
            await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(row.Name, password));
            return settled with { At = ctx.UtcNow, Message = "It had another password, and has its own again." };
        }
        // A replica has the password of the one that it follows, and cannot be given another one.
        var leader = await ctx.GetAsync(primary);
        if (leader.Password is not { } shared || await KnockAsync(ctx, endpoint, shared) is not null)
        {
            return settled;
        }
        var version = row.PasswordVersion + 1;
        var copy = new CopyPasswordStep(shared, SecretReference.Of(row.Name, version));
        await ctx.DoAsync("sharing the password", Steps.CopyPassword, copy);
        return settled with
        {
            At = ctx.UtcNow,
            Message = $"It has the password of {primary}, which it follows.",
            PasswordVersion = version,
        };
    }

    // Says why it is not let in; null when it is.
    private static Task<string?> KnockAsync(OrchestrationContext ctx, Endpoint endpoint, SecretReference password) =>
        Work.TryAsync(async () =>
            await ctx.ScheduleActivity(Steps.TestConnection, new Target(endpoint, password), Look)
        );
}

using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Takes an instance away, with its data and passwords. Its row stays for a while and says so.</summary>
public static class DeleteInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<Operation> Orchestration { get; } =
        new(Names.Orchestration + "delete-instance", RunAsync);

    private static async Task RunAsync(OrchestrationContext ctx, Operation input)
    {
        await ctx.ClaimAsync(
            [input.Name],
            InstanceState.Deleting,
            InstanceState.Running,
            InstanceState.Stopped,
            InstanceState.Failed
        );
        var row = await ctx.GetAsync(input.Name);
        // The actor goes first, or it takes the end for an illness.
        await ctx.TellAsync(input.Name, Names.InstanceDeleted);
        var reason = await Work.TryAsync(async () =>
        {
            await ctx.DoAsync("taking the cluster away", Steps.Delete, input.Name);
            var passwords = new DeletePasswordsStep(input.Name, Math.Max(row.PasswordVersion, 1) + 1);
            await ctx.DoAsync("taking the passwords away", Steps.DeletePasswords, passwords);
        });
        if (reason is not null)
        {
            await ctx.FailAsync(input.Name, InstanceState.Failed, $"It could not be deleted: {reason}");
            throw new OrchestrationFailedException(reason);
        }
        await ctx.SettleAsync(ctx.Settled(input.Name, InstanceState.Deleted, "It is gone."));
    }
}

using Duroxide;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Released;

/// <summary>
/// How instances were made in 1.0.8: one whose server died before it had its password was given up, after everybody had tried to
/// enter it for half a minute.
/// </summary>
public static class CreateInstance108
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<CreateInstance, CreatedInstance> Orchestration { get; } =
        new(Names.Orchestration + "create-instance", RunAsync);

    private static async Task<CreatedInstance> RunAsync(OrchestrationContext ctx, CreateInstance input)
    {
        await CreateInstanceFlow.ReserveAsync(ctx, input);
        ctx.SetCustomStatus("waiting for a permit");
        await CreateSemaphore.AcquireAsync(ctx);
        var (made, reason) = await CreateInstanceFlow.TryMakeAsync(
            ctx,
            input,
            () => CreateInstanceFlow.EnterAsync(ctx, input, Work.MostLooks)
        );
        await CreateSemaphore.ReleaseAsync(ctx);
        return made ?? throw new OrchestrationFailedException(reason!);
    }
}

using Duroxide;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Released;

/// <summary>
/// How instances were made in 1.0.0: all that were asked for at once, and given up after a minute or two. What began so ends so,
/// for a permit that it never took cannot be put into its history.
/// </summary>
public static class CreateInstance100
{
    private const int MostLooks = 60;

    /// <summary>The orchestration.</summary>
    public static Orchestration<CreateInstance, CreatedInstance> Orchestration { get; } =
        new(Names.Orchestration + "create-instance", RunAsync);

    private static async Task<CreatedInstance> RunAsync(OrchestrationContext ctx, CreateInstance input)
    {
        await CreateInstanceFlow.ReserveAsync(ctx, input);
        var (made, reason) = await CreateInstanceFlow.TryMakeAsync(
            ctx,
            input,
            () => CreateInstanceFlow.EnterAsync(ctx, input, MostLooks)
        );
        return made ?? throw new OrchestrationFailedException(reason!);
    }
}

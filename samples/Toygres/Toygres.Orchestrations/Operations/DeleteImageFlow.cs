using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Takes an image away.</summary>
public static class DeleteImageFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<ImageName> Orchestration { get; } = new(Names.Orchestration + "delete-image", RunAsync);

    private static async Task RunAsync(OrchestrationContext ctx, ImageName name)
    {
        await ctx.DoAsync("taking the image away", Steps.DeleteImage, name);
        await Images.FinishAsync(ctx, new FinishImageStep(name, ImageState.Deleted, ctx.UtcNow, "It is gone."));
    }
}

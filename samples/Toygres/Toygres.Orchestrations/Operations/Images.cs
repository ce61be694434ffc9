using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>What the operations have in common that work with images.</summary>
internal static class Images
{
    /// <summary>Finds an image that must be there and whole.</summary>
    public static async Task<Image> GetReadyAsync(OrchestrationContext ctx, ImageName name) =>
        await ctx.ScheduleActivity(CmsSteps.FindImage, name, Work.Stubbornly) switch
        {
            { State: ImageState.Ready } image => image,
            { } image => throw new OrchestrationFailedException(
                $"The image {name} is {image.State.ToString().ToLowerInvariant()}, and cannot be restored."
            ),
            null => throw new OrchestrationFailedException($"There is no image {name}."),
        };

    /// <summary>Says what became of an image.</summary>
    public static async Task FinishAsync(OrchestrationContext ctx, FinishImageStep step) =>
        await ctx.ScheduleActivity(CmsSteps.FinishImage, step, Work.Stubbornly);
}

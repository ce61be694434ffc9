using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Takes away what belongs to nobody: a cluster without a row, or the data of an image without one.</summary>
public static class ClearStrayFlow
{
    private const string Gone = "It is taken away.";

    /// <summary>The orchestration. It says what it did.</summary>
    public static Orchestration<Stray, string> Orchestration { get; } =
        new(Names.Orchestration + "clear-stray", RunAsync);

    private static async Task<string> RunAsync(OrchestrationContext ctx, Stray input)
    {
        var told = (input.Instance, input.Image) switch
        {
            ({ } instance, _) => await ClearAsync(ctx, instance),
            (_, { } image) => await ClearAsync(ctx, image),
            _ => "Nothing was to be done.",
        };
        ctx.SetCustomStatus(told);
        return told;
    }

    private static async Task<string> ClearAsync(OrchestrationContext ctx, InstanceName name)
    {
        var drift = new Drift(name, "stray", "There is a cluster that belongs to nobody.", ctx.UtcNow);
        await ctx.ScheduleActivity(CmsSteps.RecordDrift, drift, Work.Patiently);
        // It was found a while ago.
        var row = await ctx.ScheduleActivity(CmsSteps.Find, name, Work.Stubbornly);
        var isStray = row is null or { State: InstanceState.Deleted };
        if (isStray)
        {
            await ctx.DoAsync("taking the cluster away", Steps.Delete, name);
        }
        var told = isStray ? Gone : "It belongs to somebody by now.";
        await ctx.ScheduleActivity(CmsSteps.ResolveDrifts, new OperationStep(name, told, ctx.UtcNow), Work.Patiently);
        return told;
    }

    private static async Task<string> ClearAsync(OrchestrationContext ctx, ImageName name)
    {
        var row = await ctx.ScheduleActivity(CmsSteps.FindImage, name, Work.Stubbornly);
        if (row is not (null or { State: ImageState.Failed or ImageState.Deleted }))
        {
            return "It belongs to somebody by now.";
        }
        await ctx.DoAsync("taking the data away", Steps.DeleteImage, name);
        return Gone;
    }
}

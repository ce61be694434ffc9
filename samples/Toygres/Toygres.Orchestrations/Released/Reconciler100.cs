using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations.Released;

/// <summary>
/// How the fleet was compared in 1.0.0: each mend was waited for before the next one began, so that a slow one held up all others.
/// What runs of it becomes the present one where it continues as new.
/// </summary>
public static class Reconciler100
{
    private const int RoundsPerExecution = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The orchestration.</summary>
    public static Orchestration<Pace> Orchestration { get; } = new(Names.Orchestration + "system-reconciler", RunAsync);

    private static async Task RunAsync(OrchestrationContext<Pace, Unit> ctx, Pace pace)
    {
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            // It is open before anything is compared, so that nobody who asks meanwhile is missed.
            var asked = ctx.ScheduleWait<Unit>(Names.CompareNow);
            if (ctx.Patched("number-the-passes"))
            {
                ctx.SetCustomStatus(PassStatus.Begun(ctx.Execution.Value, round));
            }
            var found = "";
            var error = await Work.TryAsync(async () => found = await CompareAsync(ctx, pace));
            ctx.SetCustomStatus(
                PassStatus.Ended(ctx.Execution.Value, round, error is null ? found : $"it could not compare: {error}")
            );
            await ctx.Select(asked, ctx.ScheduleTimer(Pause));
        }
        await ctx.ContinueAsNew(pace);
    }

    private static async Task<string> CompareAsync(OrchestrationContext ctx, Pace pace)
    {
        // A cluster comes after its row and goes before it: what is seen first and has no row afterwards belongs to nobody.
        var seen = await ctx.ScheduleActivity(Steps.TakeInventory, Unit.Value, Work.Patiently);
        var rows = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Patiently);
        var images = await ctx.ScheduleActivity(CmsSteps.ListImages, Unit.Value, Work.Patiently);
        var states = await FindStatesAsync(ctx, rows, images);
        var findings = Comparison.Of(seen, rows, images, name => states.GetValueOrDefault(name), ctx.UtcNow);
        foreach (var finding in findings)
        {
            var error = await Work.TryAsync(() => MendAsync(ctx, finding, pace));
            if (error is not null)
            {
                ctx.Warn($"{finding} could not be mended: {error}");
            }
        }
        return $"{Count.Of(rows.Count, "instance")} and {Count.Of(images.Count, "image")} compared at {ctx.UtcNow:u}, {Count.Of(findings.Count, "finding")}";
    }

    private static async Task<Dictionary<string, EngineState>> FindStatesAsync(
        OrchestrationContext ctx,
        IReadOnlyList<Instance> rows,
        IReadOnlyList<Image> images
    )
    {
        var names = Comparison.OrchestrationsOf(rows, images);
        var states = await ctx.ScheduleActivity(EngineSteps.FindStates, names, Work.Patiently);
        return names.Zip(states).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static async Task MendAsync(OrchestrationContext ctx, Finding finding, Pace pace)
    {
        switch (finding)
        {
            case Finding.Stray(var name):
                await NoteAsync(ctx, name, "stray", "There is a cluster that belongs to nobody.");
                await ctx.ScheduleActivity(Steps.Delete, name, Work.Patiently);
                var resolved = new OperationStep(name, "It is taken away.", ctx.UtcNow);
                await ctx.ScheduleActivity(CmsSteps.ResolveDrifts, resolved, Work.Patiently);
                break;
            case Finding.StrayImage(var image):
                await ctx.ScheduleActivity(Steps.DeleteImage, image, Work.Patiently);
                break;
            case Finding.LostImage(var image, var why):
                await Images.FinishAsync(ctx, new FinishImageStep(image, ImageState.Failed, ctx.UtcNow, why));
                break;
            case Finding.Abandoned(var name, var operation):
                await NoteAsync(ctx, name, "abandoned", $"{operation} ended and left it.");
                var step = new OperationStep(name, operation, ctx.UtcNow);
                await ctx.ScheduleActivity(CmsSteps.Abandon, step, Work.Patiently);
                break;
            case Finding.Drifted(var name, var message):
                await NoteAsync(ctx, name, "state", message);
                await ctx.ScheduleSubOrchestration(MendInstanceFlow.Orchestration, new Operation(name, pace));
                break;
            case Finding.Unwatched(var name):
                await NoteAsync(ctx, name, "actor", "Nobody watches it.");
                await ctx.ScheduleActivity(EngineSteps.ReviveActor, new ActorState(name, pace), Work.Patiently);
                break;
        }
    }

    private static async Task NoteAsync(OrchestrationContext ctx, InstanceName name, string type, string message) =>
        await ctx.ScheduleActivity(CmsSteps.RecordDrift, new Drift(name, type, message, ctx.UtcNow), Work.Patiently);
}

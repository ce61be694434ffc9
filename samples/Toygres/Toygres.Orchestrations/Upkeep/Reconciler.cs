using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>
/// One instance that lives for ever and compares what is wanted with what is there. It has drift mended, takes away what belongs
/// to nobody, takes instances back from operations that ended without a word, and revives actors. What may take long is begun, a
/// few at a time, and not waited for: see <see cref="Mends"/>.
/// </summary>
public static class Reconciler
{
    private const int RoundsPerExecution = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // When something waits until fewer are being mended.
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);

    /// <summary>The orchestration.</summary>
    public static Orchestration<Pace> Orchestration { get; } = new(Names.Orchestration + "system-reconciler", RunAsync);

    private static async Task RunAsync(OrchestrationContext<Pace, Unit> ctx, Pace pace)
    {
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            // It is open before anything is compared, so that nobody who asks meanwhile is missed.
            var asked = ctx.ScheduleWait<Unit>(Names.CompareNow);
            ctx.SetCustomStatus(PassStatus.Begun(ctx.Execution.Value, round));
            var (found, wait) = ("", 0);
            var error = await Work.TryAsync(async () => (found, wait) = await CompareAsync(ctx, pace));
            ctx.SetCustomStatus(
                PassStatus.Ended(ctx.Execution.Value, round, error is null ? found : $"it could not compare: {error}")
            );
            await PauseAsync(ctx, asked, wait);
        }
        await ctx.ContinueAsNew(pace);
    }

    private static async Task PauseAsync(OrchestrationContext ctx, DurableTask<Unit> asked, int wait)
    {
        if (wait > 0 && ctx.Patched("look-for-room"))
        {
            await ctx.Select(asked, ctx.Branch(() => WaitForRoomAsync(ctx)));
            return;
        }
        await ctx.Select(asked, ctx.ScheduleTimer(wait == 0 ? Pause : ShortPause));
    }

    // Whether one of a few has ended is asked for less than to compare all there is.
    private static async Task WaitForRoomAsync(OrchestrationContext ctx)
    {
        var begun = ctx.GetValue<IReadOnlyList<Mend>>(Mends.Value) ?? [];
        string[] names = [.. begun.Select(mend => mend.Orchestration)];
        var end = ctx.UtcNow + Pause;
        IReadOnlyList<EngineState> states = [];
        string? error;
        do
        {
            await ctx.ScheduleTimer(ShortPause);
            // When nobody can be asked, the next pass says so.
            error = await Work.TryAsync(async () =>
                states = await ctx.ScheduleActivity(EngineSteps.FindStates, names, Work.Patiently)
            );
        } while (
            error is null && states.Count(state => state is EngineState.Running) >= Mends.Most && ctx.UtcNow < end
        );
    }

    // Says what was found, and how much of it waits for its turn.
    private static async Task<(string Found, int Wait)> CompareAsync(OrchestrationContext ctx, Pace pace)
    {
        // A cluster comes after its row and goes before it: what is seen first and has no row afterwards belongs to nobody.
        var seen = await ctx.ScheduleActivity(Steps.TakeInventory, Unit.Value, Work.Patiently);
        var rows = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Patiently);
        var images = await ctx.ScheduleActivity(CmsSteps.ListImages, Unit.Value, Work.Patiently);
        var begun = ctx.GetValue<IReadOnlyList<Mend>>(Mends.Value) ?? [];
        var states = await FindStatesAsync(ctx, rows, images, begun);
        var findings = Comparison.Of(seen, rows, images, name => states.GetValueOrDefault(name), ctx.UtcNow);
        var (next, due, wait) = Mends.Choose(
            findings,
            begun,
            name => states.GetValueOrDefault(name) is EngineState.Running,
            finding => Names.Of("mend", Mends.SubjectOf(finding), ctx.NewGuid()).ToString()
        );
        foreach (var (finding, mend) in due)
        {
            await BeginAsync(ctx, finding, mend, pace);
        }
        if (begun.Count + next.Count > 0)
        {
            ctx.SetValue(Mends.Value, next);
        }
        foreach (var finding in findings.Except(Mends.SlowOf(findings)))
        {
            var error = await Work.TryAsync(() => MendAsync(ctx, finding, pace));
            if (error is not null)
            {
                ctx.Warn($"{finding} could not be mended: {error}");
            }
        }
        return (
            $"{Count.Of(rows.Count, "instance")} and {Count.Of(images.Count, "image")} compared at {ctx.UtcNow:u}, {Count.Of(findings.Count, "finding")}"
                + (wait == 0 ? "" : $", of which {wait} wait until fewer are being mended"),
            wait
        );
    }

    private static async Task<Dictionary<string, EngineState>> FindStatesAsync(
        OrchestrationContext ctx,
        IReadOnlyList<Instance> rows,
        IReadOnlyList<Image> images,
        IReadOnlyList<Mend> begun
    )
    {
        string[] names = [.. Comparison.OrchestrationsOf(rows, images).Union(begun.Select(mend => mend.Orchestration))];
        var states = await ctx.ScheduleActivity(EngineSteps.FindStates, names, Work.Patiently);
        return names.Zip(states).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    // They are orchestrations of their own, which neither hold this one up nor end with it.
    private static async Task BeginAsync(OrchestrationContext ctx, Finding finding, Mend mend, Pace pace)
    {
        switch (finding)
        {
            case Finding.Drifted(var name, var message):
                await Work.TryAsync(() => NoteAsync(ctx, name, "state", message));
                ctx.StartOrchestration(MendInstanceFlow.Orchestration, mend.Orchestration, new Operation(name, pace));
                break;
            case Finding.Stray(var name):
                ctx.StartOrchestration(ClearStrayFlow.Orchestration, mend.Orchestration, new Stray { Instance = name });
                break;
            case Finding.StrayImage(var image):
                ctx.StartOrchestration(ClearStrayFlow.Orchestration, mend.Orchestration, new Stray { Image = image });
                break;
            case Finding.LostImage or Finding.Abandoned or Finding.Unwatched:
                throw new InvalidOperationException($"{finding} is mended at once.");
        }
    }

    private static async Task MendAsync(OrchestrationContext ctx, Finding finding, Pace pace)
    {
        switch (finding)
        {
            case Finding.LostImage(var image, var why):
                await Images.FinishAsync(ctx, new FinishImageStep(image, ImageState.Failed, ctx.UtcNow, why));
                break;
            case Finding.Abandoned(var name, var operation):
                await NoteAsync(ctx, name, "abandoned", $"{operation} ended and left it.");
                var step = new OperationStep(name, operation, ctx.UtcNow);
                await ctx.ScheduleActivity(CmsSteps.Abandon, step, Work.Patiently);
                break;
            case Finding.Unwatched(var name):
                await NoteAsync(ctx, name, "actor", "Nobody watches it.");
                await ctx.ScheduleActivity(EngineSteps.ReviveActor, new ActorState(name, pace), Work.Patiently);
                break;
            case Finding.Drifted or Finding.Stray or Finding.StrayImage:
                throw new InvalidOperationException($"{finding} is begun, and not waited for.");
        }
    }

    private static async Task NoteAsync(OrchestrationContext ctx, InstanceName name, string type, string message) =>
        await ctx.ScheduleActivity(CmsSteps.RecordDrift, new Drift(name, type, message, ctx.UtcNow), Work.Patiently);
}

using System.Globalization;
using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>One instance that lives for ever and begins the backups that are due.</summary>
public static class BackupScheduler
{
    private const int RoundsPerExecution = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The orchestration.</summary>
    public static Orchestration<Pace> Orchestration { get; } = new(Names.Orchestration + "system-backups", RunAsync);

    private static async Task RunAsync(OrchestrationContext<Pace, Unit> ctx, Pace pace)
    {
        for (var round = 0; round < RoundsPerExecution; round++)
        {
            var error = await Work.TryAsync(() => BeginAsync(ctx, pace));
            ctx.SetCustomStatus(error ?? "All backups that are due have begun.");
            await ctx.ScheduleTimer(Pause);
        }
        await ctx.ContinueAsNew(pace);
    }

    private static async Task BeginAsync(OrchestrationContext ctx, Pace pace)
    {
        var rows = await ctx.ScheduleActivity(CmsSteps.List, Unit.Value, Work.Patiently);
        var images = await ctx.ScheduleActivity(CmsSteps.ListImages, Unit.Value, Work.Patiently);
        foreach (var row in rows.Where(row => IsDue(row, images, ctx.UtcNow)))
        {
            var stamp = ctx.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
            var backup = new Backup(row.Name, ImageName.Parse($"{row.Name}-{stamp}"), row.Backups!.Keep, pace);
            ctx.StartOrchestration(BackupFlow.Orchestration, $"backup-{backup.Name}", backup);
        }
    }

    internal static bool IsDue(Instance row, IReadOnlyList<Image> images, DateTimeOffset now) =>
        row is { State: InstanceState.Running, Operation: null, Backups: { } plan }
        && images
            .Where(image => image.Source == row.Name && image.IsScheduled)
            .All(image => now - image.Created >= TimeSpan.FromSeconds(plan.EverySeconds));
}

using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>One instance that lives for ever and forgets what ended hours ago. The value <c>log</c> says what it did last.</summary>
public static class Pruner
{
    private const int LinesKept = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Age = TimeSpan.FromHours(6);

    /// <summary>The orchestration.</summary>
    public static Orchestration<Unit> Orchestration { get; } = new(Names.Orchestration + "system-pruner", RunAsync);

    private static async Task RunAsync(OrchestrationContext<Unit, Unit> ctx, Unit none)
    {
        var before = ctx.UtcNow - Age;
        var error = await Work.TryAsync(async () =>
        {
            var rows = await ctx.ScheduleActivity(CmsSteps.Purge, before, Work.Patiently);
            var report = await ctx.ScheduleActivity(EngineSteps.Prune, before, Work.Patiently);
            if (rows + report.Orchestrations + report.Executions > 0)
            {
                Log(ctx, $"forgot {rows} rows, {report.Orchestrations} orchestrations, {report.Executions} executions");
            }
        });
        if (error is not null)
        {
            Log(ctx, $"could not forget: {error}");
        }
        await ctx.ScheduleTimer(Pause);
        await ctx.ContinueAsNew(none);
    }

    private static void Log(OrchestrationContext ctx, string line)
    {
        string[] lines = [.. ctx.GetValue<string[]>("log") ?? [], $"{ctx.UtcNow:u} {line}"];
        ctx.SetValue("log", lines.TakeLast(LinesKept).ToArray());
        ctx.SetCustomStatus(line);
    }
}

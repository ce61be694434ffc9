using Duroxide;

namespace APP_NAMESPACE;

/// <summary>One instance that never ends: it writes a report, sleeps until the next one is due, and begins anew.</summary>
static partial class Rounds
{
    public const string Instance = "reports";

    [Orchestration("reports/rounds")]
    static async Task RoundsAsync(OrchestrationContext<int, Unit> ctx, int round)
    {
        await ctx.ScheduleTimer(await WriteAsync(ctx, round));
        // A history that grows for ever would be read for ever: each round has a new one.
        await ctx.ContinueAsNew(round + 1);
    }

    // A report that cannot be written is no reason to write no other.
    static async Task<TimeSpan> WriteAsync(OrchestrationContext ctx, int round)
    {
        try
        {
            return await ctx.WriteReport(round, new() { Retry = RetryPolicy.Exponential(attempts: 5) });
        }
        catch (ActivityFailedException failed)
        {
            ctx.Error($"Report {round} is left out: {failed.Failure.Message}");
            return TimeSpan.FromMinutes(1);
        }
    }
}

/// <summary>What the command line replays: `duroxide verify`, `duroxide debug`.</summary>
sealed class Code : IRegistrySource
{
    public Registry CreateRegistry() => new RegistryBuilder().AddFromAssembly().Build();
}

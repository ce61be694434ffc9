namespace Duroxide.Samples.Tests.Guide;

/// <summary>New code for new instances, and for those that run.</summary>
public static class Changing
{
    public static readonly Orchestration<string, string> First = new(
        "orders/ship",
        async (ctx, order) => await ctx.ScheduleActivity(Activities.Download, order)
    );

    public static readonly Orchestration<string, string> Second = new(
        "orders/ship",
        async (ctx, order) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            return await ctx.ScheduleActivity(Activities.Download, order);
        }
    );

    public static Registry Versions =>
        new RegistryBuilder()
            .Add(First)
            .Add(Second, SemanticVersion.Parse("2.0.0"))
            .SetPolicy("orders/ship", VersionPolicy.Exact(SemanticVersion.Initial))
            .Build();

    public static async Task<string> PatchAsync(OrchestrationContext ctx, string order)
    {
        if (ctx.Patched("wait-before-shipping"))
        {
            await ctx.ScheduleTimer(TimeSpan.FromHours(1));
        }
        return await ctx.ScheduleActivity(Activities.Download, order);
    }

    public static async Task<string> DeprecateAsync(OrchestrationContext ctx, string order)
    {
        ctx.DeprecatePatch("wait-before-shipping");
        await ctx.ScheduleTimer(TimeSpan.FromHours(1));
        return await ctx.ScheduleActivity(Activities.Download, order);
    }
}

namespace Duroxide.Samples.Tests.Guide;

/// <summary>What an instance shows, keeps and starts.</summary>
public static class State
{
    public static readonly Orchestration<string, string> Child = new(
        "shop/child",
        async (ctx, url) => await ctx.ScheduleActivity(Activities.Download, url)
    );

    public static readonly Orchestration<string> Forget = new(
        "shop/forget",
        async (ctx, path) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromDays(30));
            await ctx.ScheduleActivity(Activities.Empty, path);
        }
    );

    public static readonly Orchestration<int, string> Poller = new(
        "shop/poller",
        async (ctx, round) =>
        {
            var text = await ctx.ScheduleActivity(Activities.Download, $"https://example.org/news/{round}");
            if (text.EndsWith('3'))
            {
                return text;
            }
            await ctx.ScheduleTimer(TimeSpan.FromHours(1));
            return await ctx.ContinueAsNew(round + 1);
        }
    );

    public static async Task<int> ValuesAsync(OrchestrationContext ctx)
    {
        var visits = (ctx.GetValue<int?>("visits") ?? 0) + 1;
        ctx.SetValue("visits", visits);
        ctx.SetValue("last-visit", ctx.UtcNow);

        ctx.ClearValue("draft");
        var forgotten = ctx.PruneValues(before: ctx.UtcNow.AddDays(-30));
        ctx.Info($"{forgotten} old values are gone, {ctx.Values.Count} are left");

        return visits + (await ctx.GetValueFrom<int?>("another-instance", "visits") ?? 0);
    }

    public static async Task<string> StatusAsync(OrchestrationContext ctx)
    {
        ctx.SetCustomStatus("downloading");
        var text = await ctx.ScheduleActivity(Activities.Download, "https://example.org/film");
        ctx.SetCustomStatus("done");
        return text;
    }

    public static void Tags(OrchestrationContext ctx)
    {
        ctx.SetTag("step", "packing");
        if (ctx.Tags.TryGetValue("customer", out var customer))
        {
            ctx.Info($"an order of {customer}");
        }
        ctx.ClearTag("step");
    }

    public static async Task<bool> StartTaggedAsync(DuroxideClient client) =>
        await client.StartOrchestrationAsync(
            State.Child,
            "film-of-acme",
            "https://example.org/film",
            new() { Tags = ValueMap.Of(("customer", "acme"), ("region", "eu")) }
        );

    public static async Task<string> ChildAsync(OrchestrationContext ctx)
    {
        try
        {
            return await ctx.ScheduleSubOrchestration(Child, "https://example.org/film");
        }
        catch (SubOrchestrationFailedException failed)
        {
            throw new OrchestrationFailedException($"no film: {failed.Message}", failed);
        }
    }

    public static void Detached(OrchestrationContext ctx)
    {
        InstanceId audit = $"audit-of-{ctx.Instance}";
        ctx.StartOrchestration(Child, audit, "https://example.org/audit");
    }

    public static void Trace(OrchestrationContext ctx)
    {
        ctx.Info("written once, when the turn is committed");
        ctx.Trace(TraceLevel.Warning, $"execution {ctx.Execution} of {ctx.Instance}");
    }
}

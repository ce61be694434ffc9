namespace Duroxide.Testing.Tests;

/// <summary>An app that uses most of what there is: retries, races, sessions, tags, detached starts, cancellation, and a bank outside.</summary>
sealed class Market
{
    const int Orders = 4;
    const int Cancelled = 4;

    static readonly Activity<int, int> Pack = new(
        "Pack",
        async (ctx, item) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10 * item), ctx.GetFeature<TimeProvider>()!)
                .WaitAsync(ctx.CancellationToken);
            return item;
        }
    );

    static readonly Activity<int, int> Engrave = new("Engrave", (_, item) => Task.FromResult(item));

    static readonly Orchestration<int, string> Audit = new(
        "Audit",
        async (ctx, order) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromDays(1));
            var status = await ctx.GetValueFrom<string>($"order-{order}", "state");
            ctx.SetCustomStatus($"order {order} is {status}");
            return status ?? "unknown";
        }
    );

    readonly Dictionary<string, int> charged = [];
    readonly Activity<int, string> charge;
    readonly Orchestration<int, string> sell;

    Market()
    {
        charge = new("Charge", ChargeAsync);
        sell = new("Sell", SellAsync);
    }

    public static Simulation Simulation { get; } = new("a market with four orders", () => new Market().Open());

    SimulatedApp Open()
    {
        var registry = new RegistryBuilder().Add(charge).Add(Pack).Add(Engrave).Add(Audit).Add(sell).Build();
        return new SimulatedApp(registry, PlayAsync)
            .Always("No order is charged under two keys.", () => charged.Values.Distinct().Count() == charged.Count)
            .Finally(
                "Every history has ended.",
                recordings => recordings.All(recording => recording.History[^1].Fact is Fact.Ended)
            );
    }

    Task<string> ChargeAsync(ActivityContext ctx, int order)
    {
        if (ctx.Attempt == 1)
        {
            throw new TimeoutException("the bank is busy");
        }
        charged[ctx.IdempotencyKey] = order;
        return Task.FromResult($"receipt {order}");
    }

    async Task<string> SellAsync(OrchestrationContext ctx, int order)
    {
        ctx.StartOrchestration(Audit, $"audit-{order}", order);
        var receipt = await ctx.ScheduleActivity(
            charge,
            order,
            new() { Retry = RetryPolicy.Fixed(TimeSpan.FromMinutes(1)) }
        );
        ctx.SetValue("state", "charged");
        var table = $"table-{order % 2}";
        var packed = await ctx.Join(
            Enumerable.Range(1, 3).Select(item => ctx.ScheduleActivity(Pack, item, new() { Session = table })).ToList()
        );
        var engraved = await EngraveAsync(ctx, order);
        var shipped = ctx.ScheduleWait<string>("Shipped");
        var deadline = ctx.ScheduleTimer(TimeSpan.FromDays(2));
        ctx.SetCustomStatus("waiting");
        var first = await ctx.Select(shipped, deadline);
        ctx.SetValue("state", first.Match(_ => "shipped", _ => "late"));
        return $"{receipt}, {packed.Sum()} items, {engraved}, {first.Match(parcel => parcel, _ => "late")}";
    }

    // Nobody serves the tag, so that only its time to live ends it.
    static async Task<string> EngraveAsync(OrchestrationContext ctx, int order)
    {
        try
        {
            var options = new ActivityOptions { Tag = "engraver", TimeToLive = TimeSpan.FromMinutes(30) };
            return $"engraved {await ctx.ScheduleActivity(Engrave, order, options)}";
        }
        catch (ActivityFailedException)
        {
            return "plain";
        }
    }

    async Task PlayAsync(DuroxideClient client, TimeProvider time)
    {
        for (var order = 1; order <= Orders; order++)
        {
            await client.StartOrchestrationAsync(sell, $"order-{order}", order);
        }
        await client.WaitForCustomStatusAsync($"order-{Cancelled}", seen: 0);
        await client.CancelAsync($"order-{Cancelled}", "changed my mind");
        for (var order = 1; order < Orders; order++)
        {
            await client.WaitForCustomStatusAsync($"order-{order}", seen: 0);
            // The last one comes too late, or just in time.
            await Task.Delay(TimeSpan.FromHours(12 * order), time);
            await client.RaiseEventAsync($"order-{order}", "Shipped", $"parcel {order}");
        }
        for (var order = 1; order < Orders; order++)
        {
            var result = await client.WaitForCompletionAsync<string>($"order-{order}");
            Expect(result.StartsWith($"receipt {order}, 6 items, plain, ", StringComparison.Ordinal), result);
        }
        var end = await client.WaitForEndAsync($"order-{Cancelled}");
        Expect(end is OrchestrationStatus.Failed { Failure.Display: "canceled: changed my mind" }, end.ToString());
        for (var order = 1; order <= Orders; order++)
        {
            Expect(await client.WaitForCompletionAsync<string>($"audit-{order}") != "", "an audit without a result");
        }
    }

    static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"This is not as it should be: {what}");
        }
    }
}

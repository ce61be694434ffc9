namespace Duroxide.Testing.Tests;

/// <summary>An app that uses most of what there is: retries, races, sessions, tags, detached starts, cancellation, and a bank outside.</summary>
sealed class Market
{
    const int Orders = 4;
    const int Cancelled = 4;
    static readonly TimeSpan Patience = TimeSpan.FromDays(2);

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
        var deadline = ctx.ScheduleTimer(Patience);
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
        // No deadline is over before this. A clock that jumps may take any word of the client's past it.
        var firstDeadline = time.GetUtcNow() + Patience;
        for (var order = 1; order <= Orders; order++)
        {
            await client.StartOrchestrationAsync(sell, $"order-{order}", order);
        }
        await client.WaitForCustomStatusAsync($"order-{Cancelled}", seen: 0);
        var isHeard = await client.CancelAsync($"order-{Cancelled}", "changed my mind") && IsInTime();
        HashSet<int> shipped = [];
        for (var order = 1; order < Orders; order++)
        {
            await client.WaitForCustomStatusAsync($"order-{order}", seen: 0);
            // The last one comes too late.
            await Task.Delay(TimeSpan.FromHours(12 * order), time);
            if (await client.RaiseEventAsync($"order-{order}", "Shipped", $"parcel {order}") && IsInTime())
            {
                shipped.Add(order);
            }
        }
        for (var order = 1; order < Orders; order++)
        {
            ExpectSold(order, shipped.Contains(order), await client.WaitForCompletionAsync<string>($"order-{order}"));
        }
        ExpectCancelled(isHeard, await client.WaitForEndAsync($"order-{Cancelled}"));
        for (var order = 1; order <= Orders; order++)
        {
            Expect(await client.WaitForCompletionAsync<string>($"audit-{order}") != "", "an audit without a result");
        }

        bool IsInTime() => time.GetUtcNow() < firstDeadline;
    }

    static void ExpectSold(int order, bool isShipped, string result)
    {
        var sold = Sold(order);
        Expect(result == $"{sold}parcel {order}" || (!isShipped && result == $"{sold}late"), result);
    }

    static void ExpectCancelled(bool isHeard, OrchestrationStatus end) =>
        Expect(
            end switch
            {
                OrchestrationStatus.Failed failed => failed.Failure.Display == "canceled: changed my mind",
                OrchestrationStatus.Completed late => !isHeard && late.Output == $"\"{Sold(Cancelled)}late\"",
                OrchestrationStatus.NotFound or OrchestrationStatus.Running => false,
            },
            end.ToString()
        );

    static string Sold(int order) => $"receipt {order}, 6 items, plain, ";

    static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"This is not as it should be: {what}");
        }
    }
}

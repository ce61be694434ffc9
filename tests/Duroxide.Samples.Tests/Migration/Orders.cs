namespace Duroxide.Samples.Tests.Migration;

/// <summary>An order, which each page of docs/migration fulfils.</summary>
public sealed record Order(string Id, decimal Price);

/// <summary>The workflow that the pages come to, whichever engine they come from.</summary>
static partial class Orders
{
    [Orchestration("orders/fulfil")]
    [TakesMessages<bool>("approval")]
    public static async Task<string> Fulfil(OrchestrationContext ctx, Order order)
    {
        var retry = RetryPolicy.Exponential(attempts: 5, first: TimeSpan.FromSeconds(1));
        var receipt = await ctx.ChargeCard(order, new() { Retry = retry });

        ctx.SetCustomStatus("waiting for approval");
        var first = await ctx.Select(ReceiveApproval(ctx), ctx.ScheduleTimer(TimeSpan.FromDays(3)));
        return first.Match(approved => approved, _ => false) ? await ctx.Ship(order) : await ctx.Refund(receipt);
    }

    [Activity("orders/charge-card")]
    static Task<string> ChargeCard(ActivityContext ctx, Order order) =>
        Bank.ChargeAsync(order.Price, ctx.IdempotencyKey, ctx.CancellationToken);

    [Activity("orders/ship")]
    static string Ship(Order order) => $"{order.Id} is on its way";

    [Activity("orders/refund")]
    static string Refund(string receipt) => $"{receipt} is refunded";

    // One execution a day: the next round begins with an empty history.
    [Orchestration("shop/daily-report")]
    public static async Task DailyReport(OrchestrationContext<DateTimeOffset, Unit> ctx, DateTimeOffset next)
    {
        await ctx.ScheduleTimerUntil(next);
        await ctx.Report(new() { Retry = RetryPolicy.Exponential(attempts: 5) });
        await ctx.ContinueAsNew(next.AddDays(1));
    }

    [Activity("shop/report")]
    static int Report() => 7;

    public static async Task StartAsync(DuroxideClient client, Order order, DateTimeOffset sixTomorrow)
    {
        var fulfilment = client.Fulfil(order.Id);
        await fulfilment.StartAsync(order);
        await fulfilment.SendApprovalAsync(true);

        // Starting an id that exists changes nothing, so every node may do it whenever it starts.
        await client.DailyReport("daily-report").StartAsync(sixTomorrow);
    }
}

namespace Duroxide.Samples.Tests.Migration;

/// <summary>An order, which each page of docs/migration fulfils.</summary>
public sealed record Order(string Id, decimal Price);

/// <summary>The workflow that the pages come to, whichever engine they come from.</summary>
static class Orders
{
    public static readonly Activity<Order, string> ChargeCard = new(
        "orders/charge-card",
        (ctx, order) => Bank.ChargeAsync(order.Price, ctx.IdempotencyKey, ctx.CancellationToken)
    );

    public static readonly Activity<Order, string> Ship = new(
        "orders/ship",
        (_, order) => Task.FromResult($"{order.Id} is on its way")
    );

    public static readonly Activity<string, string> Refund = new(
        "orders/refund",
        (_, receipt) => Task.FromResult($"{receipt} is refunded")
    );

    public static readonly Orchestration<Order, string> Fulfil = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            var receipt = await ctx.ScheduleActivity(
                ChargeCard,
                order,
                new() { Retry = RetryPolicy.Exponential(attempts: 5, first: TimeSpan.FromSeconds(1)) }
            );

            ctx.SetCustomStatus("waiting for approval");
            var first = await ctx.Select(ctx.ReceiveMessage<bool>("approval"), ctx.ScheduleTimer(TimeSpan.FromDays(3)));
            return first.Match(approved => approved, _ => false)
                ? await ctx.ScheduleActivity(Ship, order)
                : await ctx.ScheduleActivity(Refund, receipt);
        }
    );

    public static readonly Activity<Unit, int> Report = new("shop/report", (_, _) => Task.FromResult(7));

    // One execution a day: the next round begins with an empty history.
    public static readonly Orchestration<DateTimeOffset, Unit> DailyReport = new(
        "shop/daily-report",
        async (ctx, next) =>
        {
            await ctx.ScheduleTimerUntil(next);
            await ctx.ScheduleActivity(Report, Unit.Value, new() { Retry = RetryPolicy.Exponential(attempts: 5) });
            return await ctx.ContinueAsNew(next.AddDays(1));
        }
    );

    public static async Task StartAsync(DuroxideClient client, Order order, DateTimeOffset sixTomorrow)
    {
        await client.StartOrchestrationAsync(Fulfil, order.Id, order);
        await client.SendMessageAsync(order.Id, "approval", true);

        // Starting an id that exists changes nothing, so every node may do it whenever it starts.
        await client.StartOrchestrationAsync(DailyReport, "daily-report", sixTomorrow);
    }

    static class Bank
    {
        public static Task<string> ChargeAsync(decimal amount, string key, CancellationToken cancellation) =>
            cancellation.IsCancellationRequested || key.Length == 0
                ? Task.FromCanceled<string>(new(canceled: true))
                : Task.FromResult(FormattableString.Invariant($"receipt of {amount}"));
    }
}

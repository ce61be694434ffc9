namespace Duroxide.Samples.Tests.Migration;

/// <summary>The same workflow as a library writes it, whose handles are its public face.</summary>
static class Library
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

    public static readonly Registry Registry = new RegistryBuilder()
        .Add(ChargeCard)
        .Add(Ship)
        .Add(Refund)
        .Add(Fulfil)
        .Build();
}

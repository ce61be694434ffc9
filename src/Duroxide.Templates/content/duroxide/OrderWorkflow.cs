using Duroxide;

namespace Acme.Orders;

record Order(string Item, decimal Price);

static class OrderWorkflow
{
    // An activity does the work, and may run more than once for one call: give the service the key.
    public static readonly Activity<Order, string> Charge = new(
        "orders/charge",
        (ctx, order) =>
        {
            Console.WriteLine($"Charging {order.Price} for {order.Item}");
            return Task.FromResult($"receipt {ctx.IdempotencyKey}");
        }
    );

    public static readonly Activity<Order, string> Ship = new(
        "orders/ship",
        (_, order) =>
        {
            Console.WriteLine($"Shipping {order.Item}");
            return Task.FromResult($"{order.Item} is on its way");
        }
    );

    // The workflow does no work itself: it says in which order things happen, and runs again from the start to go on.
    public static readonly Orchestration<Order, string> Fulfil = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            await ctx.ScheduleActivity(Charge, order, new() { Retry = RetryPolicy.Exponential(attempts: 5) });
            await ctx.ScheduleTimer(TimeSpan.FromSeconds(3));
            return await ctx.ScheduleActivity(Ship, order);
        }
    );
}

/// <summary>All code that runs here. The command line finds it, too: `duroxide verify`, `duroxide debug`.</summary>
sealed class Code : IRegistrySource
{
    public Registry CreateRegistry() =>
        new RegistryBuilder().Add(OrderWorkflow.Charge).Add(OrderWorkflow.Ship).Add(OrderWorkflow.Fulfil).Build();
}

using Duroxide.Sqlite;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>The first program of the README and the guide.</summary>
public static class QuickStart
{
    static readonly Activity<Order, Receipt> ChargeCard = new(
        "payments/charge-card",
        (ctx, order) => Payments.Service.ChargeAsync(order.Amount, idempotencyKey: order.Id, ctx.CancellationToken)
    );

    static readonly Orchestration<Order, Fulfilment> FulfilOrder = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            var shipped = ctx.ScheduleWait<Shipment>("WarehouseShipped");
            var receipt = await ctx.ScheduleActivity(
                ChargeCard,
                order,
                new() { Retry = RetryPolicy.Exponential(attempts: 5) }
            );
            var deadline = ctx.ScheduleTimer(TimeSpan.FromDays(3));
            var first = await ctx.Select(shipped, deadline);
            return first.Match(shipment => Fulfilment.Shipped(receipt, shipment), _ => Fulfilment.Late(receipt));
        }
    );

    public static async Task<Fulfilment> RunAsync(string path)
    {
        await using var provider = new SqliteProvider(path);
        var registry = new RegistryBuilder().Add(ChargeCard).Add(FulfilOrder).Build();
        await using var runtime = await DuroxideRuntime.StartAsync(provider, registry);

        var order = new Order("17", "teapot", 24.50m);
        await runtime.Client.StartOrchestrationAsync(FulfilOrder, instance: "order-17", order);
        await runtime.Client.RaiseEventAsync("order-17", "WarehouseShipped", new Shipment("parcel 4711"));
        return await runtime.Client.WaitForCompletionAsync(FulfilOrder, "order-17");
    }

    /// <summary>Gives the code to tools.</summary>
    public sealed class ShopCode : IRegistrySource
    {
        public Registry CreateRegistry() => new RegistryBuilder().Add(ChargeCard).Add(FulfilOrder).Build();
    }
}

namespace Duroxide.Tests;

/// <summary>The design's own example, as it stands there.</summary>
public class HandlesTests
{
    sealed record Order(string Id);

    sealed record Receipt(string Id);

    sealed record Shipment(string Id);

    sealed record Fulfilment(string Receipt, string? Shipment)
    {
        public static Fulfilment Shipped(Receipt receipt, Shipment shipment) => new(receipt.Id, shipment.Id);

        public static Fulfilment Late(Receipt receipt) => new(receipt.Id, null);
    }

    static readonly Activity<Order, Receipt> ChargeCard = new(
        "payments/charge-card",
        async (ctx, order) =>
        {
            await Task.Yield();
            return new(order.Id + ctx.Attempt);
        }
    );

    static readonly Orchestration<Order, Fulfilment> FulfilOrder = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            var receipt = await ctx.ScheduleActivity(
                ChargeCard,
                order,
                new() { Retry = RetryPolicy.Exponential(attempts: 5) }
            );
            var shipped = ctx.ScheduleWait<Shipment>("WarehouseShipped");
            var deadline = ctx.ScheduleTimer(TimeSpan.FromDays(3));
            var first = await ctx.Select(shipped, deadline);
            return first.Match(shipment => Fulfilment.Shipped(receipt, shipment), _ => Fulfilment.Late(receipt));
        }
    );

    [Fact]
    public void An_order_is_shipped()
    {
        using var driver = Driver.Of(FulfilOrder.Run, new Order("o"));

        driver.Start().Complete(ChargeCard.Name, """{"id":"r"}""").Raise("WarehouseShipped", """{"id":"s"}""");

        Assert.Equal("""{"receipt":"r","shipment":"s"}""", driver.Output);
    }

    [Fact]
    public void An_order_is_late()
    {
        using var driver = Driver.Of(FulfilOrder.Run, new Order("o"));

        driver.Start().Complete(ChargeCard.Name, """{"id":"r"}""").Fire();

        Assert.Equal("""{"receipt":"r","shipment":null}""", driver.Output);
    }
}

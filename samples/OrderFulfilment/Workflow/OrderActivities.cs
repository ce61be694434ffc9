using Duroxide;

namespace OrderFulfilment;

/// <summary>What an order's orchestration asks of the outside world. Each may run more than once, and takes effect once.</summary>
sealed class OrderActivities(ShopServices services)
{
    public const string ChargeCardName = "payments/charge-card";

    public Activity<Order, Reply> CheckOrder { get; } =
        new("shop/check-order", (_, order) => Done(services.Catalogue.Check(order)));

    public Activity<Order, Reply> ReserveStock { get; } =
        new("inventory/reserve-stock", (_, order) => Done(services.Inventory.Reserve(order)));

    public Activity<Order, bool> ReleaseStock { get; } =
        new("inventory/release-stock", (_, order) => Done(services.Inventory.Release(order)));

    public Activity<Order, Reply> ChargeCard { get; } =
        new(ChargeCardName, (ctx, order) => services.Payments.ChargeAsync(order, ctx.Attempt, ctx.CancellationToken));

    public Activity<Order, bool> RefundCard { get; } =
        new("payments/refund-card", (_, order) => Done(services.Payments.Refund(order)));

    public Activity<Order, string> RequestPickup { get; } =
        new("warehouse/request-pickup", (_, order) => Done(services.Warehouse.RequestPickup(order)));

    public Activity<Order, Shipment?> WithdrawPickup { get; } =
        new("warehouse/withdraw-pickup", (_, order) => Done(services.Warehouse.WithdrawPickup(order)));

    public Activity<Fulfilment, Fulfilment> TellCustomer { get; } =
        new("shop/tell-customer", (_, fulfilment) => Done(services.Mail.Send(fulfilment)));

    static Task<T> Done<T>(T result) => Task.FromResult(result);
}

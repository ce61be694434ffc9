using Duroxide;

namespace Generated;

record Order(string Id, IReadOnlyList<Line> Lines);

record Line(string Item, int Count);

record Payment(string Card);

record Charge(string Order, decimal Amount, string Card);

record Receipt(string Order, decimal Amount, PaidBy By);

enum PaidBy
{
    Nobody,
    Card,
}

/// <summary>What is sold, by a workflow and activities that are ordinary methods.</summary>
static partial class Shop
{
    [Orchestration("shop/order")]
    [TakesEvent<Payment>("paid")]
    [KeepsValue<decimal>("total")]
    public static async Task<Receipt> PlaceOrder(OrchestrationContext ctx, Order order)
    {
        var paid = WaitForPaid(ctx);
        var prices = await ctx.Join(order.Lines.Select(line => ctx.Price(line)));
        SetTotal(ctx, prices.Sum());
        var payment = await paid;
        return await ctx.ChargeCard(new(order.Id, prices.Sum(), payment.Card));
    }

    [Activity("shop/price")]
    static decimal Price(Line line) => line.Count * (line.Item == "teapot" ? 24.50m : 4.40m);
}

namespace Duroxide.Generators.Tests.Living;

public sealed record Order(string Id, IReadOnlyList<string> Items);

public sealed record Payment(string Card);

public sealed record Charge(Order Order, decimal Amount, string Card);

public sealed record Receipt(string Order, decimal Amount, string Note);

/// <summary>A workflow in two versions with all that it can take and keep, and activities beside it.</summary>
public static partial class Shop
{
    static ActivityOptions Patiently { get; } = new() { Retry = RetryPolicy.Immediate() };

    [Orchestration("shop/order", Version = "2.0.0")]
    [TakesEvent<Payment>("Payment")]
    [TakesEvent<Unit>("Hurry")]
    [TakesMessages<string>("notes")]
    [KeepsValue<string>("progress")]
    public static async Task<Receipt> PlaceOrderAsync(OrchestrationContext ctx, Order order)
    {
        SetProgress(ctx, "waiting");
        var hurry = WaitForHurry(ctx);
        var payment = await WaitForPayment(ctx, new() { Timeout = TimeSpan.FromHours(1) });
        SetProgress(ctx, "paid");
        await hurry;
        var note = await ReceiveNotes(ctx);
        var total = await ctx.Total(order);
        var receipt = await ctx.ChargeCard(new(order, total, payment.Card), Patiently);
        return receipt with { Note = note };
    }

    /// <summary>What orders of long ago still run.</summary>
    [Orchestration("shop/order")]
    internal static Task<Receipt> PlaceOrderV1(OrchestrationContext ctx, Order order) =>
        Task.FromResult(new Receipt(order.Id, 0, "by the first version"));

    [Orchestration]
    internal static async Task<decimal> Total(OrchestrationContext ctx, Order order)
    {
        var prices = await ctx.Join(order.Items.Select(item => ctx.Price(item)));
        return prices.Sum();
    }

    /// <summary>Says all that an order waits for.</summary>
    [Orchestration]
    internal static Task Settle(OrchestrationContext ctx, string order)
    {
        ctx.RaiseHurry(order);
        ctx.RaisePayment(order, new("4711"));
        ctx.SendNotes(order, "from another orchestration");
        return Task.CompletedTask;
    }

    [Activity("shop/price")]
    internal static decimal Price(string item) => item.Length;
}

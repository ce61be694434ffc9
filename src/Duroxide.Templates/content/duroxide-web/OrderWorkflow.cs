using Duroxide;

namespace APP_NAMESPACE;

record Order(string Customer, string Item, decimal Price);

record Payment(string Card);

record Charge(Order Order, string Card);

/// <summary>One order: paid within three days and shipped, or closed.</summary>
static partial class OrderWorkflow
{
    [Orchestration("orders/fulfil")]
    [TakesEvent<Payment>("Payment")]
    static async Task<string> FulfilAsync(OrchestrationContext ctx, Order order)
    {
        ctx.SetCustomStatus("waiting for payment");
        var payment = await WaitForPayment(ctx, new() { Timeout = TimeSpan.FromDays(3) });

        ctx.SetCustomStatus("charging");
        var retry = RetryPolicy.Exponential(attempts: 5);
        await ctx.ChargeCard(new(order, payment.Card), new() { Retry = retry });

        ctx.SetCustomStatus("shipping");
        return await ctx.ShipParcel(order);
    }
}

/// <summary>What the command line replays: `duroxide verify`, `duroxide debug`.</summary>
sealed class Code : IRegistrySource
{
    public Registry CreateRegistry() => new RegistryBuilder().AddFromAssembly().Build();
}

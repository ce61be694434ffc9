using Duroxide;

namespace APP_NAMESPACE;

record Order(string Customer, string Item, decimal Price);

record Payment(string Card);

record Charge(Order Order, string Card);

/// <summary>One order: paid within three days and shipped, or closed.</summary>
static class OrderWorkflow
{
    public const string PaymentEvent = "Payment";

    public static readonly ActivityName<Charge, string> Charge = new("orders/charge");

    public static readonly ActivityName<Order, string> Ship = new("orders/ship");

    public static readonly Orchestration<Order, string> Orchestration = new("orders/fulfil", RunAsync);

    static async Task<string> RunAsync(OrchestrationContext ctx, Order order)
    {
        ctx.SetCustomStatus("waiting for payment");
        var payment = await ctx.ScheduleWait<Payment>(PaymentEvent, new() { Timeout = TimeSpan.FromDays(3) });

        ctx.SetCustomStatus("charging");
        var retry = RetryPolicy.Exponential(attempts: 5);
        await ctx.ScheduleActivity(Charge, new Charge(order, payment.Card), new() { Retry = retry });

        ctx.SetCustomStatus("shipping");
        return await ctx.ScheduleActivity(Ship, order);
    }
}

/// <summary>What the command line replays: `duroxide verify`, `duroxide debug`.</summary>
sealed class Code : IRegistrySource
{
    public Registry CreateRegistry() => new RegistryBuilder().Add(OrderWorkflow.Orchestration).Build();
}

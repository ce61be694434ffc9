using Duroxide;

namespace WebShop;

/// <summary>One order: paid in time and shipped, or closed.</summary>
static class OrderWorkflow
{
    public const string PaymentEvent = "Payment";

    public static ActivityName<Charge, string> Charge { get; } = new("shop/charge");

    public static ActivityName<Order, string> Ship { get; } = new("shop/ship");

    public static Orchestration<OrderRequest, string> Orchestration { get; } = new("shop/order", RunAsync);

    static async Task<string> RunAsync(OrchestrationContext ctx, OrderRequest request)
    {
        ctx.SetCustomStatus("waiting for payment");
        var payment = await ctx.ScheduleWait<Payment>(PaymentEvent, new() { Timeout = request.PaymentDeadline });

        ctx.SetCustomStatus("charging");
        var charge = new Charge(request.Order, payment.Card);
        await ctx.ScheduleActivity(Charge, charge, new() { Retry = RetryPolicy.Exponential(attempts: 3) });

        ctx.SetCustomStatus("shipping");
        var tracking = await ctx.ScheduleActivity(Ship, request.Order);

        ctx.SetCustomStatus("shipped");
        return tracking;
    }
}

/// <summary>What an order's workflow starts from. The deadline is part of it, so that a new setting does not change old orders.</summary>
/// <param name="Order">The order.</param>
/// <param name="PaymentDeadline">How long the customer has to pay.</param>
record OrderRequest(Order Order, TimeSpan PaymentDeadline);

/// <summary>What is charged.</summary>
/// <param name="Order">The order.</param>
/// <param name="Card">The card.</param>
record Charge(Order Order, string Card);

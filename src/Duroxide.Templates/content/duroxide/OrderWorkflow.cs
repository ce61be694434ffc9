using Duroxide;

namespace APP_NAMESPACE;

record Order(string Item, decimal Price);

static partial class OrderWorkflow
{
    // An activity does the work, and may run more than once for one call: give the service the key.
    [Activity("orders/charge")]
    static string Charge(ActivityContext ctx, Order order)
    {
        Console.WriteLine($"Charging {order.Price} for {order.Item}");
        return $"receipt {ctx.IdempotencyKey}";
    }

    [Activity("orders/ship")]
    static string Ship(Order order)
    {
        Console.WriteLine($"Shipping {order.Item}");
        return $"{order.Item} is on its way";
    }

    // The workflow does no work itself: it says in which order things happen, and runs again from the start to go on.
    [Orchestration("orders/fulfil")]
    static async Task<string> FulfilAsync(OrchestrationContext ctx, Order order)
    {
        await ctx.Charge(order, new() { Retry = RetryPolicy.Exponential(attempts: 5) });
        await ctx.ScheduleTimer(TimeSpan.FromSeconds(3));
        return await ctx.Ship(order);
    }
}

/// <summary>All code that runs here. The command line finds it, too: `duroxide verify`, `duroxide debug`.</summary>
sealed class Code : IRegistrySource
{
    public Registry CreateRegistry() => new RegistryBuilder().AddFromAssembly().Build();
}

using Duroxide;

namespace APP_NAMESPACE;

/// <summary>The workflow that is tested. Replace this file by a reference to the project that holds yours.</summary>
static partial class OrderWorkflow
{
    [Activity("orders/charge")]
    static string Charge(string order) => throw NoBank(order);

    [Activity("orders/refund")]
    static string Refund(string receipt) => throw NoBank(receipt);

    [Orchestration("orders/fulfil")]
    [TakesEvent<string>("Shipped")]
    static async Task<string> FulfilAsync(OrchestrationContext ctx, string order)
    {
        var shipped = WaitForShipped(ctx);
        var receipt = await ctx.Charge(order);
        var first = await ctx.Select(shipped, ctx.ScheduleTimer(TimeSpan.FromDays(3)));
        return await first.Match(parcel => Task.FromResult($"sent as {parcel}"), _ => ctx.Refund(receipt).AsTask());
    }

    static InvalidOperationException NoBank(string asked) =>
        new($"There is no bank in a test, which '{asked}' is for.");
}

/// <summary>The code that the tests, and `duroxide verify`, hold against recorded histories.</summary>
sealed class Code : IRegistrySource
{
    public static Registry Registry { get; } = new Code().CreateRegistry();

    public Registry CreateRegistry() => new RegistryBuilder().AddFromAssembly().Build();
}

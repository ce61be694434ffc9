using Duroxide;

namespace APP_NAMESPACE;

/// <summary>The workflow that is tested. Replace this file by a reference to the project that holds yours.</summary>
static class OrderWorkflow
{
    public static readonly Activity<string, string> Charge = new("orders/charge", (_, _) => throw NoBank());

    public static readonly Activity<string, string> Refund = new("orders/refund", (_, _) => throw NoBank());

    public static readonly Orchestration<string, string> Fulfil = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            var shipped = ctx.ScheduleWait<string>("Shipped");
            var receipt = await ctx.ScheduleActivity(Charge, order);
            var first = await ctx.Select(shipped, ctx.ScheduleTimer(TimeSpan.FromDays(3)));
            return await first.Match(
                parcel => Task.FromResult($"sent as {parcel}"),
                _ => ctx.ScheduleActivity(Refund, receipt).AsTask()
            );
        }
    );

    static InvalidOperationException NoBank() => new("There is no bank in a test.");
}

/// <summary>The code that the tests, and `duroxide verify`, hold against recorded histories.</summary>
sealed class Code : IRegistrySource
{
    public static Registry Registry { get; } = new Code().CreateRegistry();

    public Registry CreateRegistry() =>
        new RegistryBuilder().Add(OrderWorkflow.Charge).Add(OrderWorkflow.Refund).Add(OrderWorkflow.Fulfil).Build();
}

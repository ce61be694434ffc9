namespace Duroxide.Samples.Tests.Testing;

/// <summary>The workflows that docs/testing.md tests.</summary>
static class Orders
{
    public static readonly Activity<string, string> Charge = new("Charge", (_, _) => throw NoBank());
    public static readonly Activity<string, string> Refund = new("Refund", (_, _) => throw NoBank());

    public static readonly Orchestration<string, string> Fulfil = new(
        "Fulfil",
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

    public static readonly Orchestration<string, string> Hasty = new(
        "Hasty",
        async (ctx, order) =>
        {
            await ctx.ScheduleActivity(Charge, order);
            return await ctx.ScheduleWait<string>("Shipped");
        }
    );

    public static readonly Registry Registry = new RegistryBuilder()
        .Add(Charge)
        .Add(Refund)
        .Add(Fulfil)
        .Add(Hasty)
        .Build();

    static InvalidOperationException NoBank() => new("There is no bank in a test.");
}

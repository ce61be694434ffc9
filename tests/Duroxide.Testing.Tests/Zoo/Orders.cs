namespace Duroxide.Testing.Tests;

/// <summary>A small healthy workflow: charge, then wait for the warehouse or for three days.</summary>
static class Orders
{
    public static readonly Activity<int, string> ChargeCard = new(
        "ChargeCard",
        (_, order) => Task.FromResult($"receipt {order}")
    );

    public static readonly Activity<string, string> Refund = new(
        "Refund",
        (_, receipt) => Task.FromResult($"refunded {receipt}")
    );

    public static readonly Orchestration<int, string> Fulfil = new(
        "Fulfil",
        async (ctx, order) =>
        {
            ctx.SetCustomStatus("charging");
            var receipt = await ctx.ScheduleActivity(ChargeCard, order);
            ctx.SetCustomStatus("waiting for the warehouse");
            var shipped = ctx.ScheduleWait<string>("Shipped");
            var deadline = ctx.ScheduleTimer(TimeSpan.FromDays(3));
            var first = await ctx.Select(shipped, deadline);
            return await first.Match(
                parcel => Task.FromResult($"{receipt}, parcel {parcel}"),
                _ => ctx.ScheduleActivity(Refund, receipt).AsTask()
            );
        }
    );

    public static readonly Orchestration<int, int> Child = new(
        "Child",
        async (ctx, n) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromDays(n));
            ctx.SetValue("n", n);
            return n * 10;
        }
    );

    public static readonly Orchestration<int, int> Parent = new(
        "Parent",
        async (ctx, children) =>
        {
            var all = Enumerable.Range(1, children).Select(n => ctx.ScheduleSubOrchestration(Child, n)).ToList();
            return (await ctx.Join(all)).Sum();
        }
    );

    public static readonly Registry Registry = new RegistryBuilder()
        .Add(ChargeCard)
        .Add(Refund)
        .Add(Fulfil)
        .Add(Parent)
        .Add(Child)
        .Build();
}

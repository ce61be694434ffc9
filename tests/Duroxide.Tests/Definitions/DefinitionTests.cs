namespace Duroxide.Tests;

/// <summary>The design's own example, as it stands there.</summary>
public class HandlesTests
{
    sealed record Order(string Id);

    sealed record Receipt(string Id);

    sealed record Shipment(string Id);

    sealed record Fulfilment(string Receipt, string? Shipment)
    {
        public static Fulfilment Shipped(Receipt receipt, Shipment shipment) => new(receipt.Id, shipment.Id);

        public static Fulfilment Late(Receipt receipt) => new(receipt.Id, null);
    }

    static readonly Activity<Order, Receipt> ChargeCard = new(
        "payments/charge-card",
        async (ctx, order) =>
        {
            await Task.Yield();
            return new(order.Id + ctx.Attempt);
        }
    );

    static readonly Orchestration<Order, Fulfilment> FulfilOrder = new(
        "orders/fulfil",
        async (ctx, order) =>
        {
            var receipt = await ctx.ScheduleActivity(
                ChargeCard,
                order,
                new() { Retry = RetryPolicy.Exponential(attempts: 5) }
            );
            var shipped = ctx.ScheduleWait<Shipment>("WarehouseShipped");
            var deadline = ctx.ScheduleTimer(TimeSpan.FromDays(3));
            var first = await ctx.Select(shipped, deadline);
            return first.Match(shipment => Fulfilment.Shipped(receipt, shipment), _ => Fulfilment.Late(receipt));
        }
    );

    [Fact]
    public void An_order_is_shipped()
    {
        using var driver = Driver.Of(FulfilOrder.Run, new Order("o"));

        driver.Start().Complete(ChargeCard.Name, """{"id":"r"}""").Raise("WarehouseShipped", """{"id":"s"}""");

        Assert.Equal("""{"receipt":"r","shipment":"s"}""", driver.Output);
    }

    [Fact]
    public void An_order_is_late()
    {
        using var driver = Driver.Of(FulfilOrder.Run, new Order("o"));

        driver.Start().Complete(ChargeCard.Name, """{"id":"r"}""").Fire();

        Assert.Equal("""{"receipt":"r","shipment":null}""", driver.Output);
    }

    static readonly ActivityName<Order, Receipt> Elsewhere = new("payments/charge-card");

    static readonly Activity<Order> Thank = new("mail/thank", (_, _) => Task.CompletedTask);

    [Fact]
    public async Task An_activity_without_a_result_is_answered_with_the_unit()
    {
        var registry = new RegistryBuilder().Add(Thank).Build();
        var context = new ActivityContext
        {
            IdempotencyKey = "key",
            Instance = "i",
            Execution = ExecutionId.First,
            OrchestrationName = "o",
            OrchestrationVersion = SemanticVersion.Initial,
            ActivityName = Thank.Name,
            Id = new(2),
        };

        var output = await registry.FindActivity("mail/thank")!.RunAsync(context, "{}", PayloadCodec.Default);

        Assert.Equal("null", output);
    }

    [Fact]
    public void A_handle_without_code_is_called_like_one_with_code()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var receipt = await ctx.ScheduleActivity(Elsewhere, new("o"));
            await ctx.ScheduleActivity(Thank, new("o"));
            return receipt.Id;
        });

        driver.Start().Complete(Elsewhere.Name, """{"id":"r"}""").Complete(Thank.Name, "null");

        Assert.Equal("\"r\"", driver.Output);
    }

    [Fact]
    public void A_branch_may_be_steps_without_a_result()
    {
        using var driver = Driver.Of<int>(async ctx =>
        {
            var first = await ctx.Select(ctx.Branch(async () => await ctx.Call("a")), ctx.Branch(WaitAsync));
            return first.Index;

            async Task WaitAsync() => await ctx.ScheduleTimer(TimeSpan.FromMinutes(1));
        });

        Assert.Equal("1", driver.Start().Fire().Output);
    }
}

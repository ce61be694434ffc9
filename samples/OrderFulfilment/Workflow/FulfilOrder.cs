using Duroxide;

namespace OrderFulfilment;

/// <summary>
/// One order from its arrival to its end. This is ordinary code that may be stopped after any line and goes on there in
/// another process.
/// </summary>
sealed class FulfilOrder(OrderActivities activities) : IOrderWorkflow
{
    public const string ShippedEvent = "WarehouseShipped";

    // Three days in a real shop.
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    static readonly RetryPolicy Patience = RetryPolicy.Exponential(
        attempts: 5,
        first: TimeSpan.FromMilliseconds(200),
        max: TimeSpan.FromSeconds(2)
    );

    public Orchestration<Order, Fulfilment> Orchestration => new("orders/fulfil", RunAsync);

    public Registry Registry =>
        new RegistryBuilder()
            .Add(Orchestration)
            .Add(activities.CheckOrder)
            .Add(activities.ReserveStock)
            .Add(activities.ReleaseStock)
            .Add(activities.ChargeCard)
            .Add(activities.RefundCard)
            .Add(activities.RequestPickup)
            .Add(activities.WithdrawPickup)
            .Add(activities.TellCustomer)
            .Build();

    public Task<bool> StartAsync(
        DuroxideClient client,
        string instance,
        Order order,
        CancellationToken cancellationToken
    ) => client.StartOrchestrationAsync(Orchestration, instance, order, cancellationToken: cancellationToken);

    public Task<Fulfilment> WaitAsync(DuroxideClient client, string instance, CancellationToken cancellationToken) =>
        client.WaitForCompletionAsync(Orchestration, instance, cancellationToken: cancellationToken);

    public Fulfilment ReadResult(string output) => JsonPayloadConverter.Default.Decode<Fulfilment>(output);

    public string? ReadReceipt(string answer) => JsonPayloadConverter.Default.Decode<Reply>(answer).Reference;

    async Task<Fulfilment> RunAsync(OrchestrationContext ctx, Order order)
    {
        // What to undo, the latest first. An undo is noted before its step is tried: a step that failed may have taken
        // effect all the same, and to undo nothing does no harm.
        var undo = new Stack<Activity<Order, bool>>();
        Fulfilment fulfilment;
        try
        {
            Accept(await ctx.ScheduleActivity(activities.CheckOrder, order));

            undo.Push(activities.ReleaseStock);
            Accept(await ctx.ScheduleActivity(activities.ReserveStock, order));

            undo.Push(activities.RefundCard);
            var receipt = Accept(await ctx.ScheduleActivity(activities.ChargeCard, order, new() { Retry = Patience }));

            var shipment = await ShipAsync(ctx, order) ?? throw new OrderRefusedException("not shipped in time");
            fulfilment = new(order.Id, Fate.Shipped, receipt, shipment.Tracking);
        }
        catch (Exception failure) when (failure is OrderRefusedException or ActivityFailedException)
        {
            ctx.Info($"Order {order.Id} is not shipped: {failure.Message}");
            var undone = await CompensateAsync(ctx, order, undo);
            fulfilment = new(order.Id, undone ? Fate.Compensated : Fate.Cancelled, null, failure.Message);
        }
        return await ctx.ScheduleActivity(activities.TellCustomer, fulfilment);
    }

    async Task<Shipment?> ShipAsync(OrchestrationContext ctx, Order order)
    {
        // The wait stands before the request, so that the answer cannot come before anybody listens.
        var shipped = ctx.ScheduleWait<Shipment>(ShippedEvent);
        await ctx.ScheduleActivity(activities.RequestPickup, order);
        var deadline = ctx.ScheduleTimer(Deadline);

        // At the deadline the parcel may just be leaving: the warehouse has the last word.
        var first = await ctx.Select(shipped, deadline);
        return first is Either<Shipment, Unit>.First(var shipment)
            ? shipment
            : await ctx.ScheduleActivity(activities.WithdrawPickup, order);
    }

    static async Task<bool> CompensateAsync(OrchestrationContext ctx, Order order, Stack<Activity<Order, bool>> undo)
    {
        var undone = false;
        while (undo.TryPop(out var step))
        {
            undone |= await ctx.ScheduleActivity(step, order, new() { Retry = Patience });
        }
        return undone;
    }

    static string Accept(Reply reply) => reply.Reference ?? throw new OrderRefusedException(reply.Refusal!);
}

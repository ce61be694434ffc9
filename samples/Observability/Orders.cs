using Duroxide;

namespace Observability;

/// <summary>Orders that succeed, fail, repeat themselves and are cancelled, so that there is something to see.</summary>
static class Orders
{
    public const string Delivered = "Delivered";

    static readonly Activity<Order, string> Charge = new(
        "orders/charge",
        async (context, order) =>
        {
            await Task.Delay(Random.Shared.Next(5, 50), context.CancellationToken);
            return (order.Card, context.Attempt) switch
            {
                ("none", _) => throw new NonRetryableException("there is no card"),
                ("flaky", 1) => throw new InvalidOperationException("the bank does not answer"),
                _ => $"receipt {context.IdempotencyKey}",
            };
        }
    );

    static readonly Activity<Order, string> HandOver = new(
        "orders/hand-over",
        async (context, order) =>
        {
            await Task.Delay(Random.Shared.Next(5, 20), context.CancellationToken);
            return $"parcel of {order.Item}";
        }
    );

    /// <summary>A child: packing takes a moment.</summary>
    static readonly Orchestration<Order, string> Ship = new(
        "orders/ship",
        async (context, order) =>
        {
            await context.ScheduleTimer(TimeSpan.FromMilliseconds(100));
            return await context.ScheduleActivity(HandOver, order);
        }
    );

    /// <summary>An order, from its payment until the customer has it.</summary>
    public static readonly Orchestration<Order, string> Fulfil = new(
        "orders/fulfil",
        async (context, order) =>
        {
            await context.ScheduleActivity(Charge, order, new() { Retry = Retry });
            var parcel = await context.ScheduleSubOrchestration(Ship, order);
            await context.ScheduleWait<string>(Delivered);
            return parcel;
        }
    );

    /// <summary>A round that never ends: it counts, and continues as new.</summary>
    public static readonly Orchestration<int, int> Rounds = new(
        "orders/rounds",
        async (context, round) =>
        {
            await context.ScheduleTimer(TimeSpan.FromSeconds(1));
            return await context.ContinueAsNew(round + 1);
        }
    );

    static RetryPolicy Retry => RetryPolicy.Exponential(attempts: 3);

    public static void Register(RegistryBuilder code) =>
        code.Add(Charge).Add(HandOver).Add(Ship).Add(Fulfil).Add(Rounds);

    public static void MapOrders(this WebApplication app)
    {
        app.MapPost(
            "/orders/{id}",
            async (string id, Order order, DuroxideClient client, CancellationToken cancellation) =>
            {
                await client.StartOrchestrationAsync(Fulfil, id, order, cancellationToken: cancellation);
                return Results.Accepted($"/orders/{id}");
            }
        );
        app.MapPost(
            "/orders/{id}/delivered",
            async (string id, DuroxideClient client, CancellationToken cancellation) =>
                await client.RaiseEventAsync(id, Delivered, "signed", cancellation)
                    ? Results.Accepted($"/orders/{id}")
                    : Results.NotFound()
        );
        app.MapDelete(
            "/orders/{id}",
            async (string id, DuroxideClient client, CancellationToken cancellation) =>
                await client.CancelAsync(id, "the customer changed their mind", cancellation)
                    ? Results.Accepted($"/orders/{id}")
                    : Results.NotFound()
        );
        app.MapGet(
            "/orders/{id}",
            async (string id, DuroxideClient client, CancellationToken cancellation) =>
                Results.Ok((await client.GetStatusAsync(id, cancellation)).GetType().Name)
        );
    }
}

/// <summary>What is ordered.</summary>
/// <param name="Item">The goods.</param>
/// <param name="Card">The card; <c>none</c> is refused, and <c>flaky</c> is charged at the second attempt.</param>
sealed record Order(string Item, string Card);

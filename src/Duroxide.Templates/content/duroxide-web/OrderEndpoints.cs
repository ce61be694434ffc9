using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;

namespace APP_NAMESPACE;

/// <summary>How far an order is.</summary>
record OrderView(string Id, string State, string? Progress, string? Result);

/// <summary>The HTTP face of orders.</summary>
static class OrderEndpoints
{
    public static void MapOrders(this WebApplication app)
    {
        var orders = app.MapGroup("/orders");
        orders.MapPost("", PlaceAsync);
        orders.MapGet("{id:guid}", ReadAsync);
        orders.MapPost("{id:guid}/payment", PayAsync);
        orders.MapDelete("{id:guid}", CancelAsync);
    }

    // The order is on disk before it is acknowledged: whatever happens to this process now, it will be carried out.
    static async Task<Accepted<OrderView>> PlaceAsync(
        Order order,
        DuroxideClient client,
        CancellationToken cancellationToken
    )
    {
        var id = $"{Guid.NewGuid()}";
        await client.Fulfil(id).StartAsync(order, cancellationToken: cancellationToken);
        return TypedResults.Accepted($"/orders/{id}", new OrderView(id, "running", null, null));
    }

    static async Task<Results<Ok<OrderView>, NotFound>> ReadAsync(
        string id,
        DuroxideClient client,
        CancellationToken cancellationToken
    )
    {
        var status = await client.Fulfil(id).GetStatusAsync(cancellationToken);
        return status.Match<Results<Ok<OrderView>, NotFound>>(
            notFound: _ => TypedResults.NotFound(),
            running: order => TypedResults.Ok(new OrderView(id, "running", order.Info.CustomStatus, null)),
            completed: order =>
                TypedResults.Ok(
                    new OrderView(id, "completed", order.Info.CustomStatus, client.Decode<string>(order.Output))
                ),
            failed: order =>
                TypedResults.Ok(new OrderView(id, "failed", order.Info.CustomStatus, order.Failure.Display))
        );
    }

    static async Task<Results<Accepted, NotFound>> PayAsync(
        string id,
        Payment payment,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        await client.Fulfil(id).RaisePaymentAsync(payment, cancellationToken)
            ? TypedResults.Accepted($"/orders/{id}")
            : TypedResults.NotFound();

    static async Task<Results<Accepted, NotFound>> CancelAsync(
        string id,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        await client.Fulfil(id).CancelAsync("cancelled by the customer", cancellationToken)
            ? TypedResults.Accepted($"/orders/{id}")
            : TypedResults.NotFound();
}

using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Duroxide;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebShop;

/// <summary>The HTTP face of orders: start one, pay for it, watch it, cancel it.</summary>
static class OrderEndpoints
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapOrders(this WebApplication app)
    {
        app.MapPost("/orders", PlaceAsync);
        app.MapGet("/orders/{id}", ReadAsync);
        app.MapGet("/orders/{id}/progress", ProgressAsync);
        app.MapPost("/orders/{id}/payment", PayAsync);
        app.MapDelete("/orders/{id}", CancelAsync);
    }

    static async Task<Accepted<OrderView>> PlaceAsync(
        Order order,
        DuroxideClient client,
        ShopSettings settings,
        CancellationToken cancellationToken
    )
    {
        // The order is on disk before it is acknowledged: whatever happens to this process now, it will be carried out.
        var id = $"order-{Guid.NewGuid():N}";
        var request = new OrderRequest(order, settings.PaymentDeadline);
        await client.StartOrchestrationAsync(
            OrderWorkflow.Orchestration,
            id,
            request,
            cancellationToken: cancellationToken
        );
        return TypedResults.Accepted($"/orders/{id}", new OrderView(id, "running", null, null));
    }

    static async Task<Results<Ok<OrderView>, NotFound>> ReadAsync(
        string id,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        View(id, client, await client.GetStatusAsync(id, cancellationToken)) is { } view
            ? TypedResults.Ok(view)
            : TypedResults.NotFound();

    static async Task<Results<Accepted, NotFound>> PayAsync(
        string id,
        Payment payment,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        await client.RaiseEventAsync(id, OrderWorkflow.PaymentEvent, payment, cancellationToken)
            ? TypedResults.Accepted($"/orders/{id}")
            : TypedResults.NotFound();

    static async Task<Results<Accepted, NotFound>> CancelAsync(
        string id,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        await client.CancelAsync(id, "cancelled by the customer", cancellationToken)
            ? TypedResults.Accepted($"/orders/{id}")
            : TypedResults.NotFound();

    static async Task<Results<ServerSentEventsResult<OrderView>, NotFound>> ProgressAsync(
        string id,
        DuroxideClient client,
        CancellationToken cancellationToken
    ) =>
        await client.GetStatusAsync(id, cancellationToken) is OrchestrationStatus.NotFound
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(FollowAsync(id, client, cancellationToken));

    // Each change of the status is one event; the stream ends with the order. Nothing is polled: the wait is signalled.
    static async IAsyncEnumerable<SseItem<OrderView>> FollowAsync(
        string id,
        DuroxideClient client,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var status = await client.GetStatusAsync(id, cancellationToken);
        while (View(id, client, status) is { } view)
        {
            yield return new SseItem<OrderView>(view, "progress");
            if (status is not OrchestrationStatus.Running(var info))
            {
                yield break;
            }
            status = await NextAsync(id, client, info.CustomStatusVersion, cancellationToken);
        }
    }

    static async Task<OrchestrationStatus> NextAsync(
        string id,
        DuroxideClient client,
        long seen,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await client.WaitForCustomStatusAsync(id, seen, Patience, cancellationToken);
        }
        catch (ClientException timeout) when (timeout.Error is ClientError.Timeout)
        {
            // Nothing new for a while: saying so keeps the connection alive.
            return await client.GetStatusAsync(id, cancellationToken);
        }
    }

    static OrderView? View(string id, DuroxideClient client, OrchestrationStatus status) =>
        status switch
        {
            OrchestrationStatus.NotFound => null,
            OrchestrationStatus.Running(var info) => new OrderView(id, "running", info.CustomStatus, null),
            OrchestrationStatus.Completed(var info, var output) => new OrderView(
                id,
                "completed",
                info.CustomStatus,
                client.Decode<string>(output)
            ),
            OrchestrationStatus.Failed(var info, var failure) => new OrderView(
                id,
                "failed",
                info.CustomStatus,
                failure.Display
            ),
        };
}

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
        var orders = app.MapGroup("/orders").AddEndpointFilter(TellBadInputAsync);
        orders.MapPost("", PlaceAsync);
        orders.MapGet("{id}", ReadAsync);
        orders.MapGet("{id}/progress", ProgressAsync);
        orders.MapPost("{id}/payment", PayAsync);
        orders.MapDelete("{id}", CancelAsync);
    }

    // What the client refuses, such as an id that is too long, is the caller's to mend.
    static async ValueTask<object?> TellBadInputAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (ClientException refused) when (refused.Error is ClientError.InvalidInput)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    static async Task<Results<Accepted<OrderView>, ValidationProblem>> PlaceAsync(
        Order order,
        DuroxideClient client,
        ShopSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (order.Problems() is { Count: > 0 } problems)
        {
            return TypedResults.ValidationProblem(problems);
        }
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
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken
    ) =>
        await client.GetStatusAsync(id, cancellationToken) is OrchestrationStatus.NotFound
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(FollowAsync(id, client, lifetime.ApplicationStopping, cancellationToken));

    // Each change of the status is one event; the stream ends with the order. Nothing is polled: the wait is signalled.
    // It also ends when the shop stops, or the shop would wait for all who watch; they come again.
    static async IAsyncEnumerable<SseItem<OrderView>> FollowAsync(
        string id,
        DuroxideClient client,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var status = await client.GetStatusAsync(id, cancellationToken);
        while (View(id, client, status) is { } view)
        {
            yield return new SseItem<OrderView>(view, "progress");
            if (status is not OrchestrationStatus.Running(var info))
            {
                yield break;
            }
            if (await NextAsync(id, client, info.CustomStatusVersion, ending.Token) is not { } next)
            {
                yield break;
            }
            status = next;
        }
    }

    // Null when nobody waits any more.
    static async Task<OrchestrationStatus?> NextAsync(
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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
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

using System.Diagnostics;
using Duroxide;
using Duroxide.Sqlite;

namespace OrderFulfilment;

/// <summary>The shop at work: one orchestration an order, until all have ended.</summary>
sealed class Shop
{
    // A killed process leaves its leases behind; the next one waits for them to run out. And however often the process
    // is killed, the work itself is not to blame, so it is not given up.
    static readonly RuntimeOptions Options = new()
    {
        TurnLease = TimeSpan.FromSeconds(1),
        ActivityLease = TimeSpan.FromSeconds(1),
        WorkerConcurrency = 8,
        MaxAttempts = 1000,
    };

    // Customers do not come all at once.
    static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(36);

    readonly Ledger ledger;
    readonly Warehouse warehouse;
    readonly IOrderWorkflow workflow;
    readonly TimeProvider time;

    public Shop(Ledger ledger, Warehouse warehouse, IOrderWorkflow workflow, TimeProvider time)
    {
        this.ledger = ledger;
        this.warehouse = warehouse;
        this.workflow = workflow;
        this.time = time;
    }

    public static string InstanceOf(string order) => $"order-{order}";

    public async Task FulfilAsync(string store, IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var provider = new SqliteProvider(store);
        await using var runtime = await DuroxideRuntime.StartAsync(
            provider,
            workflow.Registry,
            Options,
            cancellationToken
        );
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var shipping = warehouse.RunAsync(
            (order, shipment) => AnnounceAsync(runtime.Client, order, shipment),
            closing.Token
        );
        var fulfilling = FulfilAllAsync(runtime.Client, orders, closing.Token);
        await new ProgressDisplay(ledger, orders.Count, time).ShowAsync(Task.WhenAny(shipping, fulfilling));
        await closing.CancelAsync();
        if (shipping.IsFaulted)
        {
            await shipping;
        }
        Summary.Show(orders, await fulfilling, ledger, Stopwatch.GetElapsedTime(start));
    }

    // An instance that exists already is left as it is, so a second run starts what the first one did not come to.
    async Task<IReadOnlyList<Result>> FulfilAllAsync(
        DuroxideClient client,
        IReadOnlyList<Order> orders,
        CancellationToken cancellationToken
    )
    {
        var results = new List<Task<Result>>();
        foreach (var order in orders)
        {
            results.Add(await BeginAsync(client, order, cancellationToken));
        }
        return await Task.WhenAll(results);
    }

    // An order that the engine does not take, such as one of an endless id, ends alone.
    async Task<Task<Result>> BeginAsync(DuroxideClient client, Order order, CancellationToken cancellationToken)
    {
        try
        {
            if (await workflow.StartAsync(client, InstanceOf(order.Id), order, cancellationToken))
            {
                await Task.Delay(BetweenOrders, time, cancellationToken);
            }
            return WaitAsync(client, order, cancellationToken);
        }
        catch (Exception refused)
            when (refused is ArgumentException or ClientException { Error: ClientError.InvalidInput })
        {
            return Task.FromResult(new Result(order.Id, null, refused.Message));
        }
    }

    async Task<Result> WaitAsync(DuroxideClient client, Order order, CancellationToken cancellationToken)
    {
        try
        {
            var fulfilment = await workflow.WaitAsync(client, InstanceOf(order.Id), cancellationToken);
            return new(order.Id, fulfilment, null);
        }
        catch (InstanceFailedException failed)
        {
            return new(order.Id, null, failed.Message);
        }
    }

    // Nobody may be waiting: the deadline was faster, or the shipment was announced before a crash.
    static Task AnnounceAsync(DuroxideClient client, string order, Shipment shipment) =>
        client.RaiseEventAsync(InstanceOf(order), FulfilOrder.ShippedEvent, shipment);
}

using Duroxide;

namespace OrderFulfilment;

/// <summary>Reads what the histories of orders say.</summary>
sealed class HistoryReader(DuroxideClient client, IOrderWorkflow workflow)
{
    public async Task<OrderHistory> ReadAsync(string order, CancellationToken cancellationToken)
    {
        var instance = Shop.InstanceOf(order);
        var status = await client.GetStatusAsync(instance, cancellationToken);
        var history = await client.ReadHistoryAsync(instance, cancellationToken: cancellationToken);
        return status.Match(
            notFound: _ => new OrderHistory([], null, "it was not started"),
            running: _ => new(Receipts(history), null, "it has not ended"),
            completed: completed => new(Receipts(history), workflow.ReadResult(completed.Output), null),
            failed: failed => new(Receipts(history), null, failed.Failure.Display)
        );
    }

    /// <summary>The receipts of all charges that were answered with yes.</summary>
    List<string> Receipts(ExecutionHistory? history) =>
        [
            .. (history?.Activities ?? [])
                .Where(charge => charge.Name == OrderActivities.ChargeCardName)
                .Select(charge => charge.Result)
                .OfType<string>()
                .Select(workflow.ReadReceipt)
                .OfType<string>(),
        ];
}

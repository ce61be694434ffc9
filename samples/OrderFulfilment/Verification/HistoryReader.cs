using Duroxide;
using Duroxide.Core;

namespace OrderFulfilment;

/// <summary>Reads what the histories of orders say.</summary>
sealed class HistoryReader(DuroxideClient client, IOrderWorkflow workflow)
{
    public async Task<OrderHistory> ReadAsync(string order, CancellationToken cancellationToken)
    {
        var history = await client.ReadHistoryAsync(Shop.InstanceOf(order), cancellationToken: cancellationToken);
        return ToHistory([.. history?.Events.Select(happened => happened.Fact) ?? []]);
    }

    OrderHistory ToHistory(IReadOnlyList<Fact> facts) =>
        (facts.LastOrDefault() as Fact.Ended)?.Ending switch
        {
            Ending.Completed completed => new(Receipts(facts), workflow.ReadResult(completed.Output), null),
            Ending.Failed failed => new(Receipts(facts), null, failed.Failure.Display),
            Ending.ContinuedAsNew => new(Receipts(facts), null, "it continued as new"),
            null => new(Receipts(facts), null, facts.Count == 0 ? "it was not started" : "it has not ended"),
        };

    /// <summary>The receipts of all charges that were answered with yes. The event that asks has the place of its id.</summary>
    List<string> Receipts(IReadOnlyList<Fact> facts) =>
        [
            .. facts
                .OfType<Fact.Resolved>()
                .Where(resolved => IsCharge(facts[(int)resolved.Of.Value - 1]))
                .Select(resolved => resolved.Outcome)
                .OfType<Outcome.Succeeded>()
                .Select(answer => workflow.ReadReceipt(answer.Result))
                .OfType<string>(),
        ];

    static bool IsCharge(Fact fact) =>
        fact is Fact.Scheduled { Operation: Operation.Activity { Name: OrderActivities.ChargeCardName } };
}

using Duroxide;
using Duroxide.Sqlite;

namespace OrderFulfilment;

/// <summary>Proves from ledger and histories that every order was handled right, without doing any work.</summary>
static class Verification
{
    public static async Task<int> RunAsync(
        string store,
        Ledger ledger,
        IOrderWorkflow workflow,
        IReadOnlyList<Order> orders,
        CancellationToken cancellationToken
    )
    {
        await using var provider = new SqliteProvider(new SqliteOptions(store) { OpenMode = SqliteOpenMode.ReadOnly });
        await provider.InitializeAsync(cancellationToken);
        var histories = new HistoryReader(new DuroxideClient(provider), workflow);

        var (entries, gone) = ledger.Write(books => (books.All(), books.Gone()));
        var entriesOf = entries.ToLookup(entry => entry.Order);
        var findings = new List<string>();
        foreach (var order in orders)
        {
            var history = await histories.ReadAsync(order.Id, cancellationToken);
            var wrong = OrderCheck.Check(order, [.. entriesOf[order.Id]], history);
            findings.AddRange(wrong.Select(finding => $"{order.Id}: {finding}"));
        }
        var strangers = entriesOf.Select(group => group.Key).Except(orders.Select(order => order.Id));
        findings.AddRange(strangers.Select(id => $"{id}: the ledger knows it, but the file of orders does not"));
        findings.AddRange(StockCheck.Check(orders, entries, gone));
        return Show(findings, orders.Count, entries.Count);
    }

    static int Show(List<string> findings, int orders, int entries)
    {
        findings.ForEach(Console.WriteLine);
        Console.WriteLine(
            findings.Count == 0
                ? $"Proved for {orders} orders and {entries} steps: none was charged twice, none was forgotten, and what "
                    + "was undone is whole."
                : $"{findings.Count} findings in {orders} orders and {entries} steps."
        );
        return findings.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

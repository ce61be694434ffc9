using Spectre.Console;

namespace OrderFulfilment;

/// <summary>The table at the end.</summary>
static class Summary
{
    public static void Show(IReadOnlyList<Order> orders, IReadOnlyList<Result> results, Ledger ledger, TimeSpan elapsed)
    {
        var totals = orders.ToDictionary(order => order.Id, order => Money.ToCents(order.Total));
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn("Orders")
            .AddColumn(new TableColumn("Count").RightAligned())
            .AddColumn(new TableColumn("EUR").RightAligned());
        foreach (var fate in Enum.GetValues<Fate>())
        {
            AddRow(table, fate.ToString(), results.Where(result => result.Fulfilment?.Fate == fate));
        }
        if (results.Any(result => result.Failure is not null))
        {
            AddRow(table, "Failed", results.Where(result => result.Failure is not null));
        }
        AnsiConsole.Write(table);

        var entries = ledger.Write(books => books.All());
        var repeated = entries.Sum(entry => entry.Calls - 1);
        AnsiConsole.WriteLine($"{entries.Count} steps in the ledger, {elapsed.TotalSeconds:0.0} seconds.");
        AnsiConsole.WriteLine($"{repeated} calls were repeated, and found their step done.");

        void AddRow(Table to, string name, IEnumerable<Result> rows)
        {
            var ids = rows.Select(result => result.Order).ToList();
            to.AddRow(name, ids.Count.ToString(), Money.Show(ids.Sum(id => totals[id])));
        }
    }
}

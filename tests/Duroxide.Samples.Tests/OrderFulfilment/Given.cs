using OrderFulfilment;

namespace Duroxide.Samples.Tests;

/// <summary>Orders, files and books to begin a test with.</summary>
static class Given
{
    public const string Header = "order,customer,email,street,postcode,city,country,items,total,card";

    public static readonly Catalogue Catalogue = new([
        new("MUG-BLUE", "Stoneware mug, blue", 12.50m, 10),
        new("STRAINER", "Fine steel strainer", 9.40m, 2),
    ]);

    public static Order Order(string id = "SO-1") =>
        new(
            id,
            "Anna Becker",
            "anna.becker@example.net",
            new("Lindenstraße 28", "10969", "Berlin", "DE"),
            [new("MUG-BLUE", 2), new("STRAINER", 1)],
            34.40m,
            "tok_visa_1904"
        );

    public static Ledger Ledger(TestFolder folder)
    {
        var ledger = OrderFulfilment.Ledger.Open(folder.File("ledger.db"), TimeProvider.System);
        ledger.Stock(Catalogue);
        return ledger;
    }
}

namespace OrderFulfilment;

/// <summary>The world outside, as the activities of a workflow use it.</summary>
sealed record ShopServices(
    Catalogue Catalogue,
    Inventory Inventory,
    PaymentService Payments,
    Warehouse Warehouse,
    CustomerMail Mail
)
{
    /// <summary>The services that write into a ledger.</summary>
    public static ShopServices Over(Ledger ledger, Catalogue catalogue, TimeProvider time) =>
        new(catalogue, new(ledger), new(ledger, time), new(ledger, time), new(ledger));
}

namespace OrderFulfilment;

/// <summary>What the ledger notes of an order, each at most once.</summary>
enum Step
{
    StockReserved,
    CardCharged,
    PickupRequested,
    ParcelDispatched,
    DispatchAnnounced,
    PickupWithdrawn,
    StockReleased,
    CardRefunded,
    CustomerTold,
}

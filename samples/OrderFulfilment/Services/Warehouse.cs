namespace OrderFulfilment;

/// <summary>
/// The warehouse: it takes pickups, hands the parcels out a while later, and tells of each by an event. It has a life of
/// its own beside the orchestrations, and remembers in the ledger what it has to do.
/// </summary>
sealed class Warehouse(Ledger ledger, TimeProvider time)
{
    static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Slowest = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    public string RequestPickup(Order order) =>
        ledger.Once(order.Id, Step.PickupRequested, _ => new($"to {order.Address.City}")).Note;

    /// <summary>Takes a pickup back, so that nothing is sent.</summary>
    /// <returns>The shipment if the parcel has left already; null when it stays.</returns>
    public Shipment? WithdrawPickup(Order order) =>
        ledger.Write(books =>
        {
            if (books.Find(order.Id, Step.ParcelDispatched) is { } dispatched)
            {
                return ToShipment(dispatched);
            }
            if (books.Find(order.Id, Step.PickupWithdrawn) is null)
            {
                books.Add(order.Id, Step.PickupWithdrawn, new("not sent in time"));
            }
            return null;
        });

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="announce">Tells the order's orchestration of its shipment; after a crash possibly twice.</param>
    /// <param name="cancellationToken">Closes the warehouse.</param>
    public async Task RunAsync(Func<string, Shipment, Task> announce, CancellationToken cancellationToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var order in ledger.Write(DueOrders))
            {
                if (ledger.Write(books => Dispatch(books, order)) is { } parcel)
                {
                    await announce(order, ToShipment(parcel));
                    ledger.Once(order, Step.DispatchAnnounced, _ => new(parcel.Note));
                }
            }
        }
    }

    /// <summary>The orders whose parcel is packed, and was not announced or withdrawn.</summary>
    static List<string> DueOrders(LedgerTransaction books)
    {
        var entries = books.All();
        var settled = entries
            .Where(entry => entry.Step is Step.DispatchAnnounced or Step.PickupWithdrawn)
            .Select(entry => entry.Order)
            .ToHashSet();
        return
        [
            .. entries
                .Where(entry => entry.Step == Step.PickupRequested && !settled.Contains(entry.Order))
                .Where(entry => entry.At + PackingTime(entry.Order) <= books.Now)
                .Select(entry => entry.Order),
        ];
    }

    // Some parcels get lost between the shelves and are never handed out.
    static TimeSpan PackingTime(string order) =>
        Chance.Of(0.03, $"{order} is lost")
            ? TimeSpan.FromDays(365)
            : Chance.Between(Fastest, Slowest, $"{order} is packed");

    static Entry? Dispatch(LedgerTransaction books, string order) =>
        books.Find(order, Step.PickupWithdrawn) is not null
            ? null
            : books.Find(order, Step.ParcelDispatched)
                ?? books.Add(order, Step.ParcelDispatched, new($"TRACK-{order}-{books.Now.ToUnixTimeMilliseconds()}"));

    static Shipment ToShipment(Entry dispatched) => new(dispatched.Note, dispatched.At);
}

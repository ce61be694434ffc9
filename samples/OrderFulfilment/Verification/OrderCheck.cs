namespace OrderFulfilment;

/// <summary>Holds an order's history against what the ledger says of it.</summary>
static class OrderCheck
{
    /// <summary>All that is wrong; nothing when the order was handled right.</summary>
    public static IEnumerable<string> Check(Order order, IReadOnlyList<Entry> entries, OrderHistory history)
    {
        var books = entries.ToLookup(entry => entry.Step);
        return history.Fulfilment is { } fulfilment
            ?
            [
                .. CheckCharge(order, books, history),
                .. CheckFate(books, fulfilment),
                .. CheckLetter(books, fulfilment),
            ]
            : [$"it was forgotten: {history.Trouble}"];
    }

    static IEnumerable<string> CheckCharge(Order order, ILookup<Step, Entry> books, OrderHistory history)
    {
        var charges = books[Step.CardCharged].ToList();
        if (charges.Count > 1 || history.Receipts.Count > 1)
        {
            yield return $"it was charged {Math.Max(charges.Count, history.Receipts.Count)} times";
        }
        if (history.Receipts.Except(charges.Select(charge => charge.Note)).FirstOrDefault() is { } unknown)
        {
            yield return $"its history has the receipt {unknown}, which the ledger does not know";
        }
        if (charges.Any(charge => charge.Cents != Money.ToCents(order.Total)))
        {
            yield return $"another amount than {order.Total} was charged";
        }
    }

    static IEnumerable<string> CheckFate(ILookup<Step, Entry> books, Fulfilment fulfilment) =>
        fulfilment.Fate switch
        {
            Fate.Shipped => CheckShipped(books),
            Fate.Compensated when !books[Step.StockReserved].Any() => ["it was compensated, but nothing was taken"],
            Fate.Cancelled when books[Step.StockReserved].Any() => ["it was cancelled, but stock was taken"],
            Fate.Compensated or Fate.Cancelled => CheckWhole(books),
        };

    static IEnumerable<string> CheckShipped(ILookup<Step, Entry> books)
    {
        Step[] needed = [Step.StockReserved, Step.CardCharged, Step.PickupRequested, Step.ParcelDispatched];
        foreach (var step in needed.Where(step => !books[step].Any()))
        {
            yield return $"it was shipped without {step}";
        }
        Step[] forbidden = [Step.PickupWithdrawn, Step.StockReleased, Step.CardRefunded];
        foreach (var step in forbidden.Where(step => books[step].Any()))
        {
            yield return $"it was shipped in spite of {step}";
        }
    }

    static IEnumerable<string> CheckWhole(ILookup<Step, Entry> books)
    {
        if (books[Step.ParcelDispatched].Any())
        {
            yield return "its parcel was sent all the same";
        }
        if (books[Step.StockReserved].Any() && !books[Step.StockReleased].Any())
        {
            yield return "its stock was not released";
        }
        if (books[Step.CardCharged].Sum(entry => entry.Cents) != books[Step.CardRefunded].Sum(entry => entry.Cents))
        {
            yield return "its charge was not refunded";
        }
    }

    static IEnumerable<string> CheckLetter(ILookup<Step, Entry> books, Fulfilment fulfilment)
    {
        var letters = books[Step.CustomerTold].Select(entry => entry.Note).ToList();
        if (letters is not [var letter] || !letter.StartsWith($"{fulfilment.Fate}:", StringComparison.Ordinal))
        {
            yield return $"its end was {fulfilment.Fate}, but the customer was told '{string.Join("', '", letters)}'";
        }
    }
}

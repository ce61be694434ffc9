namespace OrderFulfilment;

/// <summary>The shelves: all items of an order are taken together, or none is.</summary>
sealed class Inventory(Ledger ledger)
{
    public Reply Reserve(Order order)
    {
        try
        {
            var reservation = ledger.Once(order.Id, Step.StockReserved, books => Take(books, order));
            return Reply.Yes(reservation.Note);
        }
        catch (OutOfStockException missing)
        {
            return Reply.No(missing.Message);
        }
    }

    /// <summary>Puts back what was reserved.</summary>
    /// <returns>Whether anything was.</returns>
    public bool Release(Order order) =>
        ledger.Write(books =>
        {
            var reserved = books.Find(order.Id, Step.StockReserved) is not null;
            if (books.Find(order.Id, Step.StockReleased) is { } before)
            {
                books.CountCall(before);
                return reserved;
            }
            foreach (var item in reserved ? order.Items : [])
            {
                books.Take(item.Sku, -item.Quantity);
            }
            books.Add(order.Id, Step.StockReleased, new(reserved ? "put back" : "there was no reservation"));
            return reserved;
        });

    static Posting Take(LedgerTransaction books, Order order)
    {
        foreach (var item in order.Items)
        {
            if (!books.Take(item.Sku, item.Quantity))
            {
                throw new OutOfStockException($"{item.Quantity} {item.Sku} are not in stock");
            }
        }
        return new($"shelf {order.Id}");
    }

    /// <summary>Undoes the transaction in which some items have been taken already.</summary>
    sealed class OutOfStockException(string message) : Exception(message);
}

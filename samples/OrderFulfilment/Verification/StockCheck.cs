namespace OrderFulfilment;

/// <summary>Holds the shelves against the orders: what is gone is what was reserved and not put back.</summary>
static class StockCheck
{
    /// <summary>All that is wrong; nothing when every piece is accounted for.</summary>
    public static IEnumerable<string> Check(
        IEnumerable<Order> orders,
        IReadOnlyList<Entry> entries,
        IReadOnlyDictionary<string, long> gone
    )
    {
        var released = OrdersWith(Step.StockReleased);
        var reserved = OrdersWith(Step.StockReserved);
        var expected = orders
            .Where(order => reserved.Contains(order.Id) && !released.Contains(order.Id))
            .SelectMany(order => order.Items)
            .GroupBy(item => item.Sku)
            .ToDictionary(items => items.Key, items => (long)items.Sum(item => item.Quantity));
        return from article in gone
            let sold = expected.GetValueOrDefault(article.Key)
            where sold != article.Value
            select $"{article.Value} pieces of {article.Key} are gone, but the orders hold {sold}";

        HashSet<string> OrdersWith(Step step) =>
            [.. entries.Where(entry => entry.Step == step).Select(entry => entry.Order)];
    }
}

using OrderFulfilment;

namespace Duroxide.Samples.Tests;

public sealed class ShopTests : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_order_that_the_engine_does_not_take_keeps_no_other_from_its_end()
    {
        using var ledger = Given.Ledger(folder);
        var services = ShopServices.Over(ledger, Given.Catalogue, TimeProvider.System);
        var shop = new Shop(ledger, services.Warehouse, new FulfilOrder(new(services)), TimeProvider.System);
        Order[] orders = [Given.Order(new string('x', 1100)), Given.Order("SO\0"), Given.Order("SO-1")];

        await shop.FulfilAsync(folder.File("store.db"), orders, TestContext.Current.CancellationToken);

        var ended = ledger.Write(books => books.All()).Where(entry => entry.Step == Step.CustomerTold);
        Assert.Equal(["SO-1"], ended.Select(entry => entry.Order));
    }
}

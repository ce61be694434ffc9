using OrderFulfilment;

namespace Duroxide.Samples.Tests;

public sealed class ServiceTests : IDisposable
{
    readonly TestFolder folder = new();
    readonly Ledger ledger;

    public ServiceTests() => ledger = Given.Ledger(folder);

    public void Dispose()
    {
        ledger.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_step_is_done_once_however_often_it_is_asked_for()
    {
        var inventory = new Inventory(ledger);

        Assert.Equal(inventory.Reserve(Given.Order()), inventory.Reserve(Given.Order()));

        Assert.Equal(2, Gone("MUG-BLUE"));
        Assert.Equal(2, Assert.Single(Entries()).Calls);
    }

    [Fact]
    public void An_order_that_the_shelves_cannot_fill_takes_nothing()
    {
        var inventory = new Inventory(ledger);
        var tooMany = Given.Order() with { Items = [new("MUG-BLUE", 1), new("STRAINER", 3)] };

        Assert.Equal("3 STRAINER are not in stock", inventory.Reserve(tooMany).Refusal);

        Assert.Equal(0, Gone("MUG-BLUE"));
        Assert.Empty(Entries());
    }

    [Fact]
    public void Stock_is_put_back_once()
    {
        var inventory = new Inventory(ledger);
        inventory.Reserve(Given.Order());

        Assert.True(inventory.Release(Given.Order()));
        Assert.True(inventory.Release(Given.Order()));

        Assert.Equal(0, Gone("MUG-BLUE"));
    }

    [Fact]
    public async Task A_card_is_charged_once_even_when_the_answer_was_lost()
    {
        var payments = new PaymentService(ledger, TimeProvider.System);
        var receipts = new HashSet<string>();
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            try
            {
                receipts.Add((await payments.ChargeAsync(Given.Order(), attempt, default)).Reference!);
            }
            catch (PaymentUnavailableException)
            {
                // The service is out of order now and then: the next attempt asks again.
            }
        }

        Assert.Equal(Assert.Single(receipts), Assert.Single(Entries()).Note);
        Assert.Equal(3440, Entries().Single().Cents);
    }

    [Fact]
    public async Task A_payment_that_was_called_off_is_not_charged_later()
    {
        var payments = new PaymentService(ledger, TimeProvider.System);

        Assert.False(payments.Refund(Given.Order()));

        Assert.Equal("the payment was called off", (await payments.ChargeAsync(Given.Order(), 1, default)).Refusal);
    }

    [Fact]
    public void A_pickup_that_was_withdrawn_stays_withdrawn()
    {
        var warehouse = new Warehouse(ledger, TimeProvider.System);
        warehouse.RequestPickup(Given.Order());

        Assert.Null(warehouse.WithdrawPickup(Given.Order()));
        Assert.Null(warehouse.WithdrawPickup(Given.Order()));
    }

    [Fact]
    public async Task A_parcel_is_announced_again_when_the_warehouse_stopped_before_it_noted_that()
    {
        var warehouse = new Warehouse(ledger, TimeProvider.System);
        warehouse.RequestPickup(Given.Order());
        var announced = new List<Shipment>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => warehouse.RunAsync(Crash, default));
        using var enough = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.RunAsync(Announce, enough.Token));

        Assert.Equal(announced[0], announced[1]);
        Assert.Equal(announced[0], warehouse.WithdrawPickup(Given.Order()));

        Task Crash(string order, Shipment shipment)
        {
            announced.Add(shipment);
            throw new InvalidOperationException("The lights went out.");
        }

        Task Announce(string order, Shipment shipment)
        {
            announced.Add(shipment);
            enough.Cancel();
            return Task.CompletedTask;
        }
    }

    IReadOnlyList<Entry> Entries() => ledger.Write(books => books.All());

    long Gone(string sku) => ledger.Write(books => books.Gone())[sku];
}

using OrderFulfilment;

namespace Duroxide.Samples.Tests;

public class OrderCheckTests
{
    static readonly Entry[] Shipped =
    [
        Entry(Step.StockReserved),
        Entry(Step.CardCharged, 3440, "PAY-1"),
        Entry(Step.PickupRequested),
        Entry(Step.ParcelDispatched),
        Entry(Step.CustomerTold, note: "Shipped: TRACK-1"),
    ];

    static readonly Entry[] Compensated =
    [
        Entry(Step.StockReserved),
        Entry(Step.CardCharged, 3440, "PAY-1"),
        Entry(Step.CardRefunded, 3440),
        Entry(Step.StockReleased),
        Entry(Step.CustomerTold, note: "Compensated: late"),
    ];

    [Fact]
    public void An_order_that_was_shipped_in_order_has_no_findings() => Assert.Empty(Check(Shipped, Fate.Shipped));

    [Fact]
    public void An_order_that_was_undone_in_order_has_no_findings() =>
        Assert.Empty(Check(Compensated, Fate.Compensated));

    [Theory]
    [InlineData(nameof(Step.CardRefunded), "its charge was not refunded")]
    [InlineData(nameof(Step.StockReleased), "its stock was not released")]
    [InlineData(nameof(Step.CustomerTold), "its end was Compensated, but the customer was told ''")]
    public void A_compensation_that_is_not_whole_is_found(string missing, string finding) =>
        Assert.Equal(
            [finding],
            Check([.. Compensated.Where(entry => entry.Step.ToString() != missing)], Fate.Compensated)
        );

    [Fact]
    public void A_second_charge_is_found() =>
        Assert.Contains("it was charged 2 times", Check(Shipped, Fate.Shipped, "PAY-1", "PAY-2"));

    [Fact]
    public void A_receipt_that_the_ledger_does_not_know_is_found() =>
        Assert.Equal(
            ["its history has the receipt PAY-9, which the ledger does not know"],
            Check(Shipped, Fate.Shipped, "PAY-9")
        );

    [Fact]
    public void A_parcel_that_nobody_paid_for_is_found() =>
        Assert.Equal(
            ["it was shipped without CardCharged"],
            Check([.. Shipped.Where(entry => entry.Step != Step.CardCharged)], Fate.Shipped, [])
        );

    [Fact]
    public void A_compensated_order_whose_parcel_left_is_found() =>
        Assert.Contains(
            "its parcel was sent all the same",
            Check([.. Compensated, Entry(Step.ParcelDispatched)], Fate.Compensated)
        );

    [Fact]
    public void A_forgotten_order_is_found() =>
        Assert.Equal(
            ["it was forgotten: it is still running"],
            OrderCheck.Check(Given.Order(), [], new([], null, "it is still running"))
        );

    [Fact]
    public void Pieces_that_nobody_ordered_are_found() =>
        Assert.Equal(
            ["3 pieces of MUG-BLUE are gone, but the orders hold 2"],
            StockCheck.Check(
                [Given.Order()],
                Shipped,
                new Dictionary<string, long> { ["MUG-BLUE"] = 3, ["STRAINER"] = 1 }
            )
        );

    static IEnumerable<string> Check(Entry[] entries, Fate fate) => Check(entries, fate, "PAY-1");

    static IEnumerable<string> Check(Entry[] entries, Fate fate, params string[] receipts) =>
        OrderCheck.Check(Given.Order(), entries, new(receipts, new("SO-1", fate, null, ""), null));

    static Entry Entry(Step step, long cents = 0, string note = "") =>
        new(0, "SO-1", step, cents, note, DateTimeOffset.UnixEpoch, 1);
}

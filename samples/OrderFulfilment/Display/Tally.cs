namespace OrderFulfilment;

/// <summary>How many orders have come how far, by the ledger.</summary>
sealed record Tally(int Reserved, int Charged, int Dispatched, int Finished)
{
    public static Tally Of(Ledger ledger)
    {
        var steps = ledger.Write(books => books.All()).CountBy(entry => entry.Step).ToDictionary();
        return new(
            steps.GetValueOrDefault(Step.StockReserved),
            steps.GetValueOrDefault(Step.CardCharged),
            steps.GetValueOrDefault(Step.ParcelDispatched),
            steps.GetValueOrDefault(Step.CustomerTold)
        );
    }
}

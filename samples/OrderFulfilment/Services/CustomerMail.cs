namespace OrderFulfilment;

/// <summary>Writes to customers: one letter an order, however often it is asked for.</summary>
sealed class CustomerMail(Ledger ledger)
{
    public Fulfilment Send(Fulfilment fulfilment)
    {
        ledger.Once(fulfilment.Order, Step.CustomerTold, _ => new($"{fulfilment.Fate}: {fulfilment.Note}"));
        return fulfilment;
    }
}

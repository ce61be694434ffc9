namespace OrderFulfilment;

/// <summary>The payment provider: slow, and now and then out of order. It charges an order once, however often it is asked.</summary>
sealed class PaymentService(Ledger ledger, TimeProvider time)
{
    static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(60);
    static readonly TimeSpan Slowest = TimeSpan.FromMilliseconds(300);

    public async Task<Reply> ChargeAsync(Order order, int attempt, CancellationToken cancellationToken)
    {
        var call = $"{order.Id} charge {attempt}";
        await Task.Delay(Chance.Between(Fastest, Slowest, call), time, cancellationToken);
        if (order.Card.StartsWith("tok_declined", StringComparison.Ordinal))
        {
            return Reply.No("the card was declined");
        }
        if (order.Card.StartsWith("tok_outage", StringComparison.Ordinal) || Chance.Of(0.12, call))
        {
            throw new PaymentUnavailableException("503 Service Unavailable");
        }
        var charge = ledger.Write(books => Charge(books, order));

        // The card has been charged, but the answer is lost: the next attempt must not charge it again.
        return Chance.Of(0.05, $"{call} answer")
            ? throw new PaymentUnavailableException("504 Gateway Timeout")
            : charge;
    }

    /// <summary>Gives back what was charged, and bars a charge that might still come.</summary>
    /// <returns>Whether there was anything to give back.</returns>
    public bool Refund(Order order)
    {
        var refund = ledger.Once(
            order.Id,
            Step.CardRefunded,
            books =>
                books.Find(order.Id, Step.CardCharged) is { } charge
                    ? new($"refund of {charge.Note}", charge.Cents)
                    : new("there was no charge")
        );
        return refund.Cents > 0;
    }

    static Reply Charge(LedgerTransaction books, Order order)
    {
        if (books.Find(order.Id, Step.CardCharged) is { } before)
        {
            books.CountCall(before);
            return Reply.Yes(before.Note);
        }
        if (books.Find(order.Id, Step.CardRefunded) is not null)
        {
            return Reply.No("the payment was called off");
        }
        // The receipt's number is the moment of the charge: a second charge would show by another one.
        var receipt = $"PAY-{order.Id}-{books.Now.ToUnixTimeMilliseconds()}";
        return Reply.Yes(books.Add(order.Id, Step.CardCharged, new(receipt, Money.ToCents(order.Total))).Note);
    }
}

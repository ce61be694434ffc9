using Duroxide;

namespace APP_NAMESPACE;

/// <summary>Charges a card. It may run more than once for one call: give the bank the idempotency key.</summary>
[Activity("orders/charge")]
sealed partial class ChargeCard(ILogger<ChargeCard> logger)
{
    public Task<string> RunAsync(ActivityContext ctx, Charge charge)
    {
        logger.LogInformation("Charging {Price} to {Customer}", charge.Order.Price, charge.Order.Customer);
        return charge.Card.Any(char.IsDigit)
            ? Task.FromResult($"receipt {ctx.IdempotencyKey}")
            : throw new NonRetryableException($"'{charge.Card}' is not a card number");
    }
}

/// <summary>Gives the parcel to the carrier.</summary>
[Activity("orders/ship")]
sealed partial class ShipParcel(ILogger<ShipParcel> logger)
{
    public Task<string> RunAsync(ActivityContext ctx, Order order)
    {
        logger.LogInformation("Shipping {Item} to {Customer}", order.Item, order.Customer);
        return Task.FromResult($"parcel {ctx.Instance}");
    }
}

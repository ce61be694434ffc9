using Duroxide;
using Duroxide.Hosting;

namespace APP_NAMESPACE;

/// <summary>Charges a card. It may run more than once for one call: give the bank the idempotency key.</summary>
sealed class ChargeCard(ILogger<ChargeCard> logger) : IActivity<Charge, string>
{
    public Task<string> RunAsync(ActivityContext context, Charge charge)
    {
        logger.LogInformation("Charging {Price} to {Customer}", charge.Order.Price, charge.Order.Customer);
        return charge.Card.Any(char.IsDigit)
            ? Task.FromResult($"receipt {context.IdempotencyKey}")
            : throw new NonRetryableException($"'{charge.Card}' is not a card number");
    }
}

/// <summary>Gives the parcel to the carrier.</summary>
sealed class ShipParcel(ILogger<ShipParcel> logger) : IActivity<Order, string>
{
    public Task<string> RunAsync(ActivityContext context, Order order)
    {
        logger.LogInformation("Shipping {Item} to {Customer}", order.Item, order.Customer);
        return Task.FromResult($"parcel {context.Instance}");
    }
}

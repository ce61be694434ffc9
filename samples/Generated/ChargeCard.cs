using Duroxide;

namespace Generated;

/// <summary>Charges a card through a bank, which the host gives it.</summary>
[Activity("shop/charge")]
sealed partial class ChargeCard(IBank bank)
{
    public async Task<Receipt> RunAsync(ActivityContext ctx, Charge charge) =>
        new(charge.Order, charge.Amount, await bank.ChargeAsync(charge.Card, charge.Amount, ctx.IdempotencyKey));
}

/// <summary>Where money moves.</summary>
interface IBank
{
    /// <summary>Charges a card once for each key.</summary>
    Task<PaidBy> ChargeAsync(string card, decimal amount, string key);
}

/// <summary>A bank that trusts each card with a number.</summary>
sealed class EasyBank : IBank
{
    public Task<PaidBy> ChargeAsync(string card, decimal amount, string key) =>
        Task.FromResult(card.Any(char.IsDigit) && amount > 0 ? PaidBy.Card : PaidBy.Nobody);
}

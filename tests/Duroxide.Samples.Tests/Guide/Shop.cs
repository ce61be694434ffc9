namespace Duroxide.Samples.Tests.Guide;

/// <summary>What the snippets of the guide talk about.</summary>
public sealed record Order(string Id, string Article, decimal Amount);

/// <summary>A charge of a card.</summary>
public sealed record Receipt(string Number);

/// <summary>A parcel on its way.</summary>
public sealed record Shipment(string Tracking);

/// <summary>How an order ended.</summary>
public sealed record Fulfilment(Receipt Receipt, Shipment? Shipment)
{
    public static Fulfilment Shipped(Receipt receipt, Shipment shipment) => new(receipt, shipment);

    public static Fulfilment Late(Receipt receipt) => new(receipt, null);
}

/// <summary>A payment service with an idempotency key, as real ones have it.</summary>
public sealed class Payments
{
    readonly Dictionary<string, Receipt> charged = [];

    public static Payments Service { get; } = new();

    public Task<Receipt> ChargeAsync(decimal amount, string idempotencyKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (charged)
        {
            return Task.FromResult(
                charged.TryGetValue(idempotencyKey, out var receipt)
                    ? receipt
                    : charged[idempotencyKey] = new($"{charged.Count + 1}: {amount}")
            );
        }
    }
}

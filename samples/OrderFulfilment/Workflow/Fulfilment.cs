namespace OrderFulfilment;

/// <summary>How an order ended.</summary>
enum Fate
{
    /// <summary>The parcel is on its way.</summary>
    Shipped,

    /// <summary>It was refused before anything was taken from shelf or card.</summary>
    Cancelled,

    /// <summary>What had been done was undone.</summary>
    Compensated,
}

/// <summary>The result of an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Fate">How it ended.</param>
/// <param name="Receipt">The receipt of the payment service; null when nothing was charged.</param>
/// <param name="Note">The tracking number, or why it was not shipped.</param>
sealed record Fulfilment(string Order, Fate Fate, string? Receipt, string Note);

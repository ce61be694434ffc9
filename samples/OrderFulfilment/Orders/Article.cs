namespace OrderFulfilment;

/// <summary>What the shop sells.</summary>
sealed record Article(string Sku, string Name, decimal Price, int OnHand);

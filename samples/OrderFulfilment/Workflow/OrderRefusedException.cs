namespace OrderFulfilment;

/// <summary>Somebody said no to an order: the shop, the shelves, the bank or the clock.</summary>
sealed class OrderRefusedException(string reason) : Exception(reason);
